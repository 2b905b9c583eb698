import { expect } from "chai";
import fc from "fast-check";
import { bundleFiles } from "../../../src/rewards/bundle.ts";
import { carryOver, type PreviousBundle } from "../../../src/rewards/carry-over.ts";
import type { EpochResult } from "../../../src/rewards/epoch-result.ts";
import { exampleResults, previousOf, repeat32 } from "./example-epochs.ts";
import { histories } from "./random-history.ts";

const [first] = exampleResults();
const bundle = published(first);

function published(result: EpochResult): PreviousBundle {
  const files = [...bundleFiles(result)];
  const bytesOf = (end: string) => files.find(({ path }) => path.endsWith(end))!.bytes;
  const scoreFiles = files.filter(({ path }) => path.includes("/scores/")).map(({ bytes }) => bytes);
  return { manifest: bytesOf("manifest.json"), leavesFile: bytesOf("leaves.bin"), scoreFiles };
}

function expectMismatch(changes: Partial<PreviousBundle>, previous = previousOf(first)): void {
  const carry = () => carryOver(previous, { ...bundle, ...changes });
  expect(carry).to.throw().with.property("code", "REWARDS_CARRY_OVER_MISMATCH");
}

describe("carrying over the last reported epoch", () => {
  it("gives the leaves and the ledger that the epoch left, from any history", () => {
    fc.assert(
      fc.property(histories(3), (history) => {
        for (const { result } of history) {
          const { previousLeaves, previousCounted } = carryOver(previousOf(result), published(result));
          expect(previousLeaves).to.deep.equal(result.tree.leaves);
          expect(previousCounted).to.deep.equal(result.ledger);
        }
      }),
      { numRuns: 60 },
    );
  }).timeout(30_000);

  it("does not believe what the manifest says was counted", () => {
    const text = Buffer.from(bundle.manifest).toString().replace('"units":120000', '"units":120001');
    const { previousCounted } = carryOver(previousOf(first), { ...bundle, manifest: Buffer.from(text) });
    expect(previousCounted).to.deep.equal(first.ledger);
  });

  it("refuses inputs, leaves or score files other than those the report agreed on", () => {
    const text = Buffer.from(bundle.manifest).toString();
    expectMismatch({ manifest: Buffer.from(text.replace('"number":1000', '"number":1001')) });
    expectMismatch({ leavesFile: bundle.leavesFile.with(151, 1) });
    expectMismatch({ scoreFiles: bundle.scoreFiles.slice(1) });
    expectMismatch({}, { ...previousOf(first), inputsHash: repeat32("00") });
  });

  it("does not mind files that the report did not use, nor one file twice", () => {
    const unused = Buffer.from("left by an earlier attempt");
    const scoreFiles = [unused, ...bundle.scoreFiles, bundle.scoreFiles[0]!];
    const { previousCounted } = carryOver(previousOf(first), { ...bundle, scoreFiles });
    expect(previousCounted).to.deep.equal(first.ledger);
  });

  it("refuses a manifest without inputs", () => {
    for (const text of ["1", "null", "{}", "[]"]) {
      const carry = () => carryOver(previousOf(first), { ...bundle, manifest: Buffer.from(text) });
      expect(carry).to.throw().with.property("code", "REWARDS_BAD_DOCUMENT");
    }
  });
});
