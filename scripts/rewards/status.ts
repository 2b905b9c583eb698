import { finalizedBlock } from "../../src/chain/finality.ts";
import { readStandings } from "../../src/chain/report-standings.ts";
import { readActiveRoots } from "../../src/chain/root-history.ts";
import { formatGpt } from "../../src/primitives/format-gpt.ts";
import { bundleFolder } from "../../src/rewards/bundle.ts";
import { openDeployment } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";

/** `rewards status`: the running epoch, what validators vote on, and every root that is claimable. */
export default runAction(async (_: CommonArguments, hre) => {
  const { collective, record, connection } = await openDeployment(hre);
  const { distributor, reserve, schedule } = collective;
  const { provider } = connection.ethers;
  const fromBlock = record.deployedAtBlock;
  const { number } = await finalizedBlock(provider, record.finality);
  const roots = await readActiveRoots(distributor, { fromBlock, toBlock: number });
  const standings = await readStandings(collective, { fromBlock, toBlock: await provider.getBlockNumber() });
  const pending = await distributor.pendingRoot();
  const running = Number(await schedule.currentEpoch());
  const settled = Number(await reserve.lastSettledEpoch());
  const remainingWei = await reserve.remaining();
  const pendingEpoch = pending.activatesAt === 0n ? null : Number(pending.epoch);
  const active = roots.map(({ epoch, root, totalCumulativeWei, leafCount, inputsHash }) => {
    return { epoch, root, totalCumulativeWei, leafCount, bundle: bundleFolder(epoch, inputsHash) };
  });
  const reports = standings.map(({ epoch, attempt, report, supporters, quorum, isPending }) => {
    return {
      epoch,
      attempt,
      root: report.root,
      supporters,
      quorum,
      isPending,
      bundle: bundleFolder(epoch, report.inputsHash),
    };
  });
  return {
    lines: [
      `running epoch  ${running}`,
      `settled up to  ${settled}`,
      `pending root   ${pendingEpoch === null ? "none" : `of epoch ${pendingEpoch}`}`,
      `reserve        ${formatGpt(remainingWei)} $GPT`,
      ...reports.flatMap(({ epoch, attempt, root, supporters, quorum, isPending, bundle }) => [
        `report         epoch ${epoch}, attempt ${attempt}: ${supporters} votes of ${quorum}${isPending ? ", pending" : ""}; ${root}`,
        `               ${bundle}`,
      ]),
      ...active.flatMap(({ epoch, root, totalCumulativeWei, leafCount, bundle }) => [
        `epoch ${epoch}  ${root}  ${leafCount} accounts, ${formatGpt(totalCumulativeWei)} $GPT in all`,
        `         ${bundle}`,
      ]),
    ],
    document: { running, settled, pendingEpoch, remainingWei, reports, active },
  };
});
