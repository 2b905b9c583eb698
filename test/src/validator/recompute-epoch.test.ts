import { expect } from "chai";
import { readEpoch } from "../../../src/chain/read-epoch.ts";
import { InvalidInputError, RetryableError } from "../../../src/primitives/errors.ts";
import { bundleFiles, bundleFolder } from "../../../src/rewards/bundle.ts";
import { calculateReport } from "../../../src/validator/calculate-report.ts";
import { OLDEST_UNSETTLED, recomputeEpoch } from "../../../src/validator/recompute-epoch.ts";
import { collectiveAtWork, syntheticZip } from "../../helpers/collective-at-work.ts";
import { memorySource } from "../../helpers/memory-source.ts";
import { rejectedCode, rejection } from "../../helpers/rejected-code.ts";
import { agreeAndActivate, scoreAndReveal } from "../../helpers/scored-epoch.ts";

const work = await collectiveAtWork();
const { collective, record, people, prepare, register, blobs, as, validators } = work;
const nowhere = memorySource(new Map());
const recompute = (which = OLDEST_UNSETTLED, source = nowhere) =>
  recomputeEpoch(collective, record, which, { blobs, source });
for (const index of [0, 1]) await register(people[index]!, await prepare(people[index]!, syntheticZip(70 + index)));

describe("recomputeEpoch", () => {
  it("waits until the epoch is over, and until its files are complete", async () => {
    expect(await rejection(() => recompute()))
      .to.be.instanceOf(RetryableError)
      .and.include({
        code: "CHAIN_NOT_FINAL_YET",
      });
    await work.warpTo((await collective.schedule.endOf(1)) + 1n);
    expect(await rejectedCode(() => recompute())).to.equal("VALIDATOR_NOT_REPORTABLE_YET");
  });

  it("calculates the oldest unsettled epoch, and no other", async () => {
    await scoreAndReveal(work, 1);
    const expected = await calculateReport({
      state: await readEpoch(collective, record, 1),
      blobs,
      previousFiles: null,
    });

    for (const which of [OLDEST_UNSETTLED, 1]) {
      const { result, first } = await recompute(which);
      expect(result.report).to.deep.equal(expected.report);
      expect(first).to.equal(undefined);
    }
    for (const which of [2, -1]) {
      const error = await rejection(() => recompute(which));
      expect(error).to.be.instanceOf(InvalidInputError).and.include({ code: "VALIDATOR_EPOCH_NOT_NEXT" });
      expect(error.context).to.deep.equal({ epoch: 1, which });
    }
  });

  it("adopts the first report's choice of files, and says what it was", async () => {
    const state = await readEpoch(collective, record, 1);
    const chosen = await calculateReport({ state, blobs, previousFiles: null, firstBitmap: 0b0111n });
    await as(validators[2]!.account).distributor.submitRoot(1, chosen.report, "file:here");

    const { result, first } = await recompute();

    expect(first).to.deep.equal(chosen.report);
    expect(result.report).to.deep.equal(chosen.report);
  });

  it("builds on the bundle of the last active report, and refuses to without it or on another", async () => {
    const { result: before } = await recompute();
    const folder = bundleFolder(1, before.report.inputsHash);
    const files = new Map([...bundleFiles(before)].map(({ path, bytes }) => [`${folder}/${path}`, bytes]));
    await as(validators[2]!.account).distributor.submitRoot(1, { ...before.report, root: `0x${"6".repeat(64)}` }, "x");
    await agreeAndActivate(work, before);
    await register(people[2]!, await prepare(people[2]!, syntheticZip(72)));
    await scoreAndReveal(work, 2, { ledger: before.ledger });
    const ledger = `${folder}/ledger.bin`;
    const flipped = new Map(files).set(ledger, files.get(ledger)!.with(60, 0xff));

    const { result } = await recompute(2, memorySource(files));

    expect(result.report).to.include({ prevRoot: before.report.root });
    expect(await rejectedCode(() => recompute())).to.equal("STORAGE_BUNDLE_FILE_MISSING");
    expect(await rejectedCode(() => recompute(0, memorySource(flipped)))).to.equal("REWARDS_PREVIOUS_MISMATCH");
    expect(await rejectedCode(() => recompute(1, memorySource(files)))).to.equal("VALIDATOR_EPOCH_NOT_NEXT");
  });
});
