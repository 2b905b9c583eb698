import { expect } from "chai";
import fc from "fast-check";
import { openPrevious } from "../../../src/rewards/open-previous.ts";
import type { PreviousFiles } from "../../../src/rewards/epoch-inputs.ts";
import { exampleResults, previousOf, repeat32 } from "./example-epochs.ts";
import { filesOf } from "./packing.ts";
import { histories } from "./random-history.ts";

const [first, second] = exampleResults();
const previous = previousOf(first);
const files = filesOf(first);

function expectMismatch(from: typeof previous | null, changed: PreviousFiles | null): void {
  expect(() => openPrevious(from, changed))
    .to.throw()
    .with.property("code", "REWARDS_PREVIOUS_MISMATCH");
}

describe("opening what the last active report left", () => {
  it("gives the leaves and the ledger that the epoch left, from any history", () => {
    fc.assert(
      fc.property(histories(3), (history) => {
        for (const { result } of history) {
          const { leaves, ledger } = openPrevious(previousOf(result), filesOf(result));
          expect(leaves).to.deep.equal(result.tree.leaves);
          expect(Buffer.from(ledger.bytes)).to.deep.equal(Buffer.from(result.ledger.bytes));
        }
      }),
      { numRuns: 60 },
    );
  }).timeout(30_000);

  it("is nothing before the first report", () => {
    const { leaves, ledger } = openPrevious(null, null);
    expect([leaves.count, ledger.count]).to.deep.equal([0, 0]);
    expectMismatch(null, files);
    expectMismatch(previous, null);
  });

  it("finds one flipped byte anywhere in either file", () => {
    const flip = (bytes: Uint8Array, at: number): Uint8Array => bytes.with(at, bytes[at]! ^ 1);
    for (let at = 0; at < files.leavesFile.length; at++)
      expectMismatch(previous, { ...files, leavesFile: flip(files.leavesFile, at) });
    for (let at = 0; at < files.ledgerFile.length; at++)
      expectMismatch(previous, { ...files, ledgerFile: flip(files.ledgerFile, at) });
  });

  it("refuses the files of another epoch, and a report that says something else than its file", () => {
    expectMismatch(previous, filesOf(second));
    expectMismatch(previous, { ...files, ledgerFile: second.ledgerFile });
    expectMismatch({ ...previous, artifactHash: repeat32("00") }, files);
    expectMismatch({ ...previous, leafCount: 3 }, files);
    expectMismatch({ ...previous, totalCumulativeWei: 1n }, files);
  });
});
