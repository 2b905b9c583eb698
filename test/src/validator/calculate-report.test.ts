import { expect } from "chai";
import { readEpoch } from "../../../src/chain/read-epoch.ts";
import { readBytes } from "../../../src/primitives/byte-stream.ts";
import { toHex32 } from "../../../src/primitives/identifiers.ts";
import { bundleFiles, bundleFolder } from "../../../src/rewards/bundle.ts";
import { NOT_COUNTED, type CountedUnits } from "../../../src/rewards/count-contributions.ts";
import { decodeScoreFile, encodeScoreFile } from "../../../src/rewards/score-file.ts";
import { writeBundle } from "../../../src/storage/bundle-folder.ts";
import { openBundleSource } from "../../../src/storage/bundle-source.ts";
import { calculateReport } from "../../../src/validator/calculate-report.ts";
import { fetchPrevious } from "../../../src/validator/previous-bundle.ts";
import { codeOf } from "../../helpers/code-of.ts";
import { collectiveAtWork, syntheticZip } from "../../helpers/collective-at-work.ts";
import { agreeAndActivate, scoreAndReveal } from "../../helpers/scored-epoch.ts";
import { scoresOf } from "../rewards/packing.ts";

const work = await collectiveAtWork();
const { prepare, register, people, collective, record, blobs, folder } = work;
for (const index of [0, 1]) await register(people[index]!, await prepare(people[index]!, syntheticZip(10 + index)));
await scoreAndReveal(work, 1);
const state = await readEpoch(collective, record, 1);
const request = { state, blobs, previousFiles: null };

const countedIn = (counted: CountedUnits): number => counted.filter((units) => units !== NOT_COUNTED).length;

describe("calculateReport", () => {
  it("uses every file that is usable, and all validators come to the same report", async () => {
    const [one, other] = [await calculateReport(request), await calculateReport(request)];

    expect(one.report).to.deep.equal(other.report);
    expect(one.report.filesBitmap).to.equal(0b1111n);
    expect(countedIn(one.counted)).to.equal(2);
  });

  it("adopts the choice of the first report when it can use each of its files", async () => {
    const { report } = await calculateReport({ ...request, firstBitmap: 0b0111n });

    expect(report.filesBitmap).to.equal(0b0111n);
  });

  it("does not adopt a choice that names a file it cannot use", async () => {
    const { report } = await calculateReport({ ...request, firstBitmap: 0b10111n });

    expect(report.filesBitmap).to.equal(0b1111n);
  });

  it("does not adopt a choice that would leave contributions uncounted", async () => {
    const other = await collectiveAtWork();
    for (const index of [0, 1]) {
      await other.register(other.people[index]!, await other.prepare(other.people[index]!, syntheticZip(10 + index)));
    }
    await scoreAndReveal(other, 1, { idle: [0] });
    const seen = await readEpoch(other.collective, other.record, 1);

    const { report, counted } = await calculateReport({
      state: seen,
      blobs: other.blobs,
      previousFiles: null,
      firstBitmap: 0b0111n,
    });

    expect(report.filesBitmap).to.equal(0b1111n);
    expect(countedIn(counted)).to.equal(2);
  });

  it("leaves out a file that was made for something else or is not to be had", async () => {
    const [first, second, ...others] = state.revealed;
    const misplaced = { ...state, revealed: [{ ...first!, hash: second!.hash }, second!, ...others] };

    expect((await calculateReport({ ...request, state: misplaced })).report.filesBitmap).to.equal(0b1110n);
  });

  it("leaves out the file of a validator that governance ejected", async () => {
    const ejected = { ...state, ejectedBitmap: 0b0100n };

    expect((await calculateReport({ ...request, state: ejected })).report.filesBitmap).to.equal(0b1011n);
  });

  it("waits when fewer files than the quorum are usable", async () => {
    const few = { ...state, revealed: state.revealed.slice(0, 2) };

    expect(await codeOf(calculateReport({ ...request, state: few }))).to.equal("VALIDATOR_TOO_FEW_FILES");
  });

  it("waits until no reveal can be added any more, so that it does not matter when validators look", async () => {
    const early = await readEpoch(collective, { ...record, finality: 2 }, 1);

    expect(early.revealed).to.have.length(3);
    expect(await codeOf(calculateReport({ ...request, state: early }))).to.equal("VALIDATOR_NOT_REPORTABLE_YET");
  });

  it("leaves out a file that is longer than scores of these contributions can be", async () => {
    const [padded, ...others] = state.revealed;
    const file = decodeScoreFile(await readBytes(await blobs.get(padded!.hash), 1_000_000));
    const stuffing = { contributionId: toHex32(`0x${"0".repeat(64)}`), version: 1, units: 0, reasons: 0n };
    const { sha256 } = await blobs.put(encodeScoreFile(file, [stuffing, ...scoresOf(file)]));
    const stuffed = { ...state, revealed: [{ ...padded!, hash: sha256 }, ...others] };

    expect((await calculateReport({ ...request, state: stuffed })).report.filesBitmap).to.equal(0b1110n);
  });

  it("builds the next epoch on the bundle of the last one, and waits without it", async () => {
    const first = await calculateReport(request);
    await writeBundle(folder, bundleFolder(1, first.report.inputsHash), bundleFiles(first));
    await agreeAndActivate(work, first);
    await register(people[2]!, await prepare(people[2]!, syntheticZip(12)));
    await scoreAndReveal(work, 2, { ledger: first.ledger });
    const second = await readEpoch(collective, record, 2);

    const previousFiles = await fetchPrevious(second, openBundleSource(folder));
    const { report, counted } = await calculateReport({ state: second, blobs, previousFiles });

    expect(report.prevRoot).to.equal(first.report.root);
    expect(report.totalCumulative > first.report.totalCumulative).to.equal(true);
    expect(countedIn(counted)).to.equal(1);
    expect(await codeOf(calculateReport({ state: second, blobs, previousFiles: null }))).to.equal(
      "VALIDATOR_PREVIOUS_BUNDLE_MISSING",
    );
  });
});
