import { finalizedBlock } from "../../src/chain/finality.ts";
import { readActiveRoots } from "../../src/chain/root-history.ts";
import { formatGpt } from "../../src/primitives/format-gpt.ts";
import { openDeployment } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";

/** `rewards status`: the running epoch, what waits, and every root that is claimable. */
export default runAction(async (_: CommonArguments, hre) => {
  const { collective, record, connection } = await openDeployment(hre);
  const { distributor, reserve, schedule } = collective;
  const { number } = await finalizedBlock(connection.ethers.provider, record.finality);
  const roots = await readActiveRoots(distributor, { fromBlock: record.deployedAtBlock, toBlock: number });
  const pending = await distributor.pendingRoot();
  const running = Number(await schedule.currentEpoch());
  const settled = Number(await reserve.lastSettledEpoch());
  const remainingWei = await reserve.remaining();
  const pendingEpoch = pending.activatesAt === 0n ? null : Number(pending.epoch);
  const active = roots.map(({ epoch, root, totalCumulativeWei, leafCount }) => ({
    epoch,
    root,
    totalCumulativeWei,
    leafCount,
  }));
  return {
    lines: [
      `running epoch  ${running}`,
      `settled up to  ${settled}`,
      `pending root   ${pendingEpoch === null ? "none" : `of epoch ${pendingEpoch}`}`,
      `reserve        ${formatGpt(remainingWei)} $GPT`,
      ...active.map(
        ({ epoch, root, totalCumulativeWei, leafCount }) =>
          `epoch ${epoch}  ${root}  ${leafCount} accounts, ${formatGpt(totalCumulativeWei)} $GPT in all`,
      ),
    ],
    document: { running, settled, pendingEpoch, remainingWei, active },
  };
});
