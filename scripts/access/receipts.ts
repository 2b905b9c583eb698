import { finalizedBlock } from "../../src/chain/finality.ts";
import { readReceipts } from "../../src/chain/read-receipts.ts";
import { openDeployment } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { readGrantNumber } from "./grant-number.ts";
import { showMoment } from "./list-grants.ts";

/** `access receipts <id>`: which validator handed out the key of what, and when. */
export default runAction(async ({ id }: CommonArguments & { id: string }, hre) => {
  const grantId = readGrantNumber(id);
  const { collective, record, connection } = await openDeployment(hre);
  const { provider } = connection.ethers;
  const { number: toBlock } = await finalizedBlock(provider, record.finality);
  const found = await readReceipts(collective.access, { grantId }, { fromBlock: record.deployedAtBlock, toBlock });
  const moments = new Map<number, number>();
  for (const { block } of found) {
    if (!moments.has(block)) moments.set(block, (await provider.getBlock(block))?.timestamp ?? 0);
  }
  const receipts = found.map((receipt) => ({ ...receipt, at: moments.get(receipt.block) ?? 0 }));
  const lines = receipts.map(
    ({ at, contributionId, version, validator }) =>
      `${showMoment(at)}  ${contributionId}  version ${version}  by ${validator}`,
  );
  return { lines: lines.length > 0 ? lines : [`No key was handed out for grant ${grantId}.`], document: receipts };
});
