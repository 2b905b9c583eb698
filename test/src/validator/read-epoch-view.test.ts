import { expect } from "chai";
import { readEpoch } from "../../../src/chain/read-epoch.ts";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import { calculateReport } from "../../../src/validator/calculate-report.ts";
import { nextDuty } from "../../../src/validator/next-duty.ts";
import { readEpochView } from "../../../src/validator/read-epoch-view.ts";
import { collectiveAtWork, syntheticZip } from "../../helpers/collective-at-work.ts";
import { agreeAndActivate, scoreAndReveal } from "../../helpers/scored-epoch.ts";

describe("readEpochView", () => {
  it("follows a validator through an epoch, duty by duty", async () => {
    const work = await collectiveAtWork();
    const { collective, record, people, prepare, register, blobs, validators, warpTo, as } = work;
    const [validator] = validators;
    const duty = async () => {
      const { epoch, view } = await readEpochView(collective, validator!.address);
      return `${epoch} ${nextDuty(view).kind}`;
    };
    for (const index of [0, 1]) await register(people[index]!, await prepare(people[index]!, syntheticZip(50 + index)));
    const duties = [await duty()];
    await warpTo((await collective.schedule.endOf(1)) + 1n);
    duties.push(await duty());
    await scoreAndReveal(work, 1);
    duties.push(await duty());
    const result = await calculateReport({
      state: await readEpoch(collective, record, 1),
      blobs,
      previousFiles: null,
    });
    await as(validator!.account).distributor.submitRoot(1, result.report, "file:here");
    duties.push(await duty());
    await as(validators[1]!.account).distributor.submitRoot(1, result.report, "file:here");
    await as(validators[2]!.account).distributor.submitRoot(1, result.report, "file:here");
    duties.push(await duty());
    await warpTo((await collective.distributor.pendingRoot()).activatesAt);
    duties.push(await duty());
    await as(people[0]!).distributor.activate(1);
    duties.push(await duty());

    expect(duties).to.deep.equal(["1 wait", "1 commit", "1 report", "1 wait", "1 wait", "1 activate", "2 wait"]);
  });

  it("sees that an epoch with too few files, or too few validators, can only be skipped", async () => {
    const work = await collectiveAtWork();
    const { collective, people, warpTo } = work;
    await scoreAndReveal(work, 1, { count: 2 });
    const stranger = toAddress(people[0]!.address);

    const few = await readEpochView(collective, stranger);
    expect(few.view).to.include({ filesRevealed: 2, filesRequired: 3, eligible: false });
    expect(nextDuty(few.view)).to.deep.equal({ kind: "skip" });

    for (const { account } of work.validators.slice(0, 1)) await work.as(account).validators.startLeaving();
    await work.as(people[0]!).distributor.skipEpoch(1);
    await warpTo(await collective.schedule.revealEndsAt(2));
    const { view } = await readEpochView(collective, stranger);
    expect(view).to.include({ filesRevealed: 0, filesRequired: Number.POSITIVE_INFINITY });
  });

  it("knows whether enough $GPT is out to vote with", async () => {
    const work = await collectiveAtWork();
    const { collective, record, people, prepare, register, blobs } = work;
    for (const index of [0, 1]) await register(people[index]!, await prepare(people[index]!, syntheticZip(60 + index)));
    await scoreAndReveal(work, 1);
    await agreeAndActivate(
      work,
      await calculateReport({ state: await readEpoch(collective, record, 1), blobs, previousFiles: null }),
    );

    const { epoch, view } = await readEpochView(collective, work.validators[0]!.address);
    expect([epoch, view.governable]).to.deep.equal([2, false]);
  });
});
