import { expect } from "chai";
import { readEpoch } from "../../../src/chain/read-epoch.ts";
import { eachLeaf } from "../../../src/merkle/reward-leaves.ts";
import { calculateReport } from "../../../src/validator/calculate-report.ts";
import { codeOf } from "../../helpers/code-of.ts";
import { collectiveAtWork, syntheticZip } from "../../helpers/collective-at-work.ts";
import { agreeAndActivate, scoreAndReveal } from "../../helpers/scored-epoch.ts";

const GPT = 10n ** 18n;

describe("readEpoch", () => {
  it("waits until the epoch is over and its snapshot is final", async () => {
    const { collective, record } = await collectiveAtWork();

    expect(await codeOf(readEpoch(collective, record, 1))).to.equal("CHAIN_NOT_FINAL_YET");
  });

  it("reads contributions, files, validators and parameters as they stood for the epoch", async () => {
    const work = await collectiveAtWork();
    const { collective, record, people, prepare, register, as, validators } = work;
    const kept = await register(people[0]!, await prepare(people[0]!, syntheticZip(20)));
    const removed = await register(people[1]!, await prepare(people[1]!, syntheticZip(21)));
    await as(people[1]!).registry.remove(removed);
    await scoreAndReveal(work, 1, { count: 3 });
    const afterTheEnd = await register(people[2]!, await prepare(people[2]!, syntheticZip(22)));
    await as(validators[3]!.account).validators.startLeaving();

    const state = await readEpoch(collective, record, 1);

    expect(state.contributions.map(({ id }) => id))
      .to.deep.equal([kept])
      .and.not.include(afterTheEnd);
    expect(state.validators.map(({ address }) => address)).to.deep.equal(validators.map(({ address }) => address));
    expect(state.revealed.map(({ slot }) => slot)).to.deep.equal([0, 1, 2]);
    expect(state).to.include({ epoch: 1, quorum: 3, remainingWei: 60_000_000n * GPT, budgetWei: 300_000n * GPT });
    expect(state).to.include({ previous: null });
    expect(state.parameters).to.include({ emissionBps: 50, validatorShareBps: 1_000 });
  });

  it("says from when on nothing that a report depends on can change", async () => {
    const work = await collectiveAtWork();
    const { collective, record, relayer, as, warpTo } = work;
    const { schedule } = collective;
    const isReportable = async (epoch: number) => (await readEpoch(collective, record, epoch)).isReportable;

    await warpTo((await schedule.revealEndsAt(1)) - 1n);
    expect(await isReportable(1)).to.equal(false);
    await warpTo(await schedule.revealEndsAt(1));
    expect(await isReportable(1)).to.equal(true);

    await warpTo(await schedule.revealEndsAt(2));
    expect(await isReportable(2)).to.equal(false);
    await as(relayer).distributor.skipEpoch(1);
    expect(await isReportable(2)).to.equal(true);
  });

  it("knows what earlier epochs settled: the root, its supporters, skipped epochs and revenue", async () => {
    const work = await collectiveAtWork();
    const { collective, record, people, prepare, register, as, blobs, validators, warpTo } = work;
    for (const index of [0, 1]) await register(people[index]!, await prepare(people[index]!, syntheticZip(23 + index)));
    await scoreAndReveal(work, 1);
    const first = await calculateReport({ state: await readEpoch(collective, record, 1), blobs, previousFiles: null });
    await agreeAndActivate(work, first);
    const [earned] = eachLeaf(first.allocation.increases);
    const owner = people.find(({ address }) => address.toLowerCase() === earned!.account)!;
    const { siblings } = await proofOf(first, owner.address);
    await as(owner).distributor.claim(1, owner.address, earned!.cumulativeWei, siblings);
    await as(owner).token.approve(record.contracts.reserve, 30n * GPT);
    await as(owner).reserve.depositRevenue(10n * GPT, 0);
    await as(owner).reserve.fund(5n * GPT);
    await warpTo(await collective.schedule.revealEndsAt(2));
    await as(owner).distributor.skipEpoch(2);
    await as(owner).reserve.depositRevenue(15n * GPT, 3);
    await scoreAndReveal(work, 3, { ledger: first.ledger });

    const state = await readEpoch(collective, record, 3);

    expect(state.previous).to.include({ epoch: 1, root: first.report.root, supporters: 0b111n });
    expect(state.rewardedValidators).to.deep.equal(validators.slice(0, 3).map(({ address }) => address));
    expect(state.revenue).to.deep.equal([
      { purpose: 0, amountWei: 10n * GPT },
      { purpose: 3, amountWei: 15n * GPT },
    ]);
    expect(state.remainingWei).to.equal(60_000_005n * GPT - first.emissionWei);
    expect(state.budgetWei).to.equal(await collective.reserve.budgetOf(3));
  });
});

async function proofOf({ tree }: Awaited<ReturnType<typeof calculateReport>>, account: string) {
  const { proof } = await import("../../../src/merkle/tree.ts");
  const { findLeaf } = await import("../../../src/merkle/reward-leaves.ts");
  return { siblings: proof(tree, findLeaf(tree.leaves, account.toLowerCase() as never)) };
}
