import { expect } from "chai";
import { readReserve } from "../../../src/chain/reserve-history.ts";
import { deployedCollective } from "../../helpers/deployed-collective.ts";

const GPT = 10n ** 18n;
const MILLIONS = 60_000_000n * GPT;

/** The reserve with somebody who holds $GPT: a part of the team's share, once it has vested. */
async function fundedWorld() {
  const world = await deployedCollective();
  const { collective, as, deployer, warpTo, record, provider } = world;
  await warpTo(await collective.teamVesting.end());
  await as(deployer).teamVesting["release(address)"](record.contracts.token);
  await as(deployer).token.approve(record.contracts.reserve, 1_000n * GPT);
  const { schedule } = collective;
  const history = async () => ({ fromBlock: 0, toBlock: await provider.getBlockNumber() });
  return { ...world, reserve: as(deployer).reserve, schedule, history };
}

describe("readReserve", () => {
  it("counts what was given up to the snapshot, and nothing later", async () => {
    const { reserve, history, provider } = await fundedWorld();
    await reserve.fund(7n * GPT);
    const snapshotBlock = await provider.getBlockNumber();
    await reserve.fund(1n * GPT);

    const state = await readReserve(reserve, await history(), { epoch: 1, snapshotBlock });

    expect(state.remainingWei).to.equal(MILLIONS + 7n * GPT);
  });

  it("waits for the settlement of the epoch before when that comes after the snapshot", async () => {
    const { reserve, history, provider, as, alice } = await fundedWorld();
    const snapshotBlock = await provider.getBlockNumber();
    await reserve.fund(7n * GPT);
    await as(alice).distributor.skipEpoch(1);
    await reserve.fund(1n * GPT);

    const state = await readReserve(reserve, await history(), { epoch: 2, snapshotBlock });

    expect(state.remainingWei).to.equal(MILLIONS + 7n * GPT);
  });

  it("adds up revenue by purpose, that of skipped epochs included", async () => {
    const { reserve, history, provider, as, alice, schedule } = await fundedWorld();
    const current = Number(await schedule.currentEpoch());
    await reserve.depositRevenue(3n * GPT, 5);
    await reserve.depositRevenue(2n * GPT, 0);
    await reserve.depositRevenue(4n * GPT, 5);
    await as(alice).distributor.skipEpoch(1);
    const snapshotBlock = await provider.getBlockNumber();

    const { revenue } = await readReserve(reserve, await history(), { epoch: current + 1, snapshotBlock });

    expect(revenue).to.deep.equal([
      { purpose: 0, amountWei: 2n * GPT },
      { purpose: 5, amountWei: 7n * GPT },
    ]);
    expect((await readReserve(reserve, await history(), { epoch: 1, snapshotBlock })).revenue).to.deep.equal([]);
  });
});
