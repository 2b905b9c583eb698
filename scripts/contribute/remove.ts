import { readRegistry } from "../../src/chain/registry-history.ts";
import { mined } from "../../src/chain/send-transaction.ts";
import { deleteContributionBlobs } from "../../src/contributor/delete-contribution-blobs.ts";
import { toHex32 } from "../../src/primitives/identifiers.ts";
import { createDiskStore } from "../../src/storage/disk-store.ts";
import { openAccount } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";

type Arguments = CommonArguments & { id: string; store: string; account: number };

/** `contribute remove <id>`: ends a contribution for ever, and deletes what is stored of it here. */
export default runAction(async ({ id, store, account }: Arguments, hre) => {
  const contributionId = toHex32(id);
  const { collective, record, connection } = await openAccount(hre, account);
  const { gasUsed } = await mined(collective.registry.remove(contributionId));
  const toBlock = await connection.ethers.provider.getBlockNumber();
  const all = await readRegistry(collective.registry, { fromBlock: record.deployedAtBlock, toBlock });
  const removed = all.find((contribution) => contribution.id === contributionId);
  const shared = all.some((contribution) => !contribution.removed && contribution.uri === removed?.uri);
  const deleted =
    removed === undefined || shared ? 0 : await deleteContributionBlobs(removed, await createDiskStore(store));
  return {
    lines: [
      `${contributionId} is removed: it will never be scored, granted or paid again.`,
      `${deleted} encrypted files were deleted from ${store}.`,
      "Whoever already read it can not be made to forget it.",
    ],
    document: { id: contributionId, status: "removed", deleted, gasUsed },
  };
});
