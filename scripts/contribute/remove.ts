import { readRegistry } from "../../src/chain/registry-history.ts";
import { mined } from "../../src/chain/send-transaction.ts";
import { deleteContributionBlobs } from "../../src/contributor/delete-contribution-blobs.ts";
import { toAddress, toHex32 } from "../../src/primitives/identifiers.ts";
import { openStore } from "../../src/storage/open-store.ts";
import { openAccount } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";

type Arguments = CommonArguments & { id: string; store: string; account: number };

/** `contribute remove <id>`: ends a contribution for ever, and deletes what is stored of it here. */
export default runAction(async ({ id, store, account }: Arguments, hre) => {
  const contributionId = toHex32(id);
  const blobs = await openStore(store);
  const { collective, record, signer, connection } = await openAccount(hre, account);
  const toBlock = await connection.ethers.provider.getBlockNumber();
  const all = await readRegistry(collective.registry, { fromBlock: record.deployedAtBlock, toBlock });
  const own = all.find((contribution) => contribution.id === contributionId);
  // The owner's second try, after a deletion that did not reach every store, only deletes.
  const isDone = own?.removed === true && own.owner === toAddress(signer.address);
  const { gasUsed } = isDone ? { gasUsed: 0n } : await mined(collective.registry.remove(contributionId));
  const shared = all.some((other) => other.id !== contributionId && !other.removed && other.uri === own?.uri);
  const deleted = own === undefined || shared ? 0 : await deleteContributionBlobs(own, blobs);
  return {
    lines: [
      `${contributionId} is removed: it will never be scored, granted or paid again.`,
      `${deleted} encrypted files were deleted from ${store}.`,
      "Whoever already read it can not be made to forget it.",
    ],
    document: { id: contributionId, status: "removed", deleted, gasUsed },
  };
});
