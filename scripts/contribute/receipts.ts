import { readClaims } from "../../src/chain/claim-history.ts";
import { finalizedBlock } from "../../src/chain/finality.ts";
import { readRegistry } from "../../src/chain/registry-history.ts";
import { readOwnerReceipts } from "../../src/contributor/owner-receipts.ts";
import { formatGpt } from "../../src/primitives/format-gpt.ts";
import { toAddress } from "../../src/primitives/identifiers.ts";
import { showMoment } from "../access/list-grants.ts";
import { openAccount, openDeployment } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";

type Arguments = CommonArguments & { owner: string; account: number };

/** `contribute receipts`: who was handed the keys of one's data, for what, when and by whom, and what one was paid. */
export default runAction(async ({ owner: given, account }: Arguments, hre) => {
  const mine = given === "" ? await openAccount(hre, account) : undefined;
  const owner = toAddress(mine?.signer.address ?? given);
  const { collective, record, connection } = mine ?? (await openDeployment(hre));
  const { number: toBlock } = await finalizedBlock(connection.ethers.provider, record.finality);
  const range = { fromBlock: record.deployedAtBlock, toBlock };
  const ids = (await readRegistry(collective.registry, range)).filter((one) => one.owner === owner).map(({ id }) => id);
  const receipts = await readOwnerReceipts(collective, ids, range);
  const claims = await readClaims(collective.distributor, owner, range);
  const paidWei = claims.at(-1)?.cumulativeWei ?? 0n;
  return {
    lines: [
      ...(receipts.length === 0 ? [`Nobody was handed a key to the ${ids.length} contributions of ${owner}.`] : []),
      ...receipts.map(
        ({ at, contributionId, version, grantee, purpose, tool, grantId, validator }) =>
          `${showMoment(at)}  ${contributionId}  version ${version}  to ${grantee}  for ${purpose} with ${tool}  ` +
          `(grant ${grantId}, by validator ${validator})`,
      ),
      ...claims.map(
        ({ at, epoch, amountWei }) => `${showMoment(at)}  paid ${formatGpt(amountWei)} $GPT up to epoch ${epoch}`,
      ),
      `paid in all ${formatGpt(paidWei)} $GPT; what is earned and not yet claimed, rewards proof ${owner} shows`,
      "What was read with a key, and where it went after that, no receipt can tell.",
    ],
    document: { owner, contributions: ids, receipts, claims, paidWei },
  };
});
