import { expect } from "chai";
import hre from "hardhat";
import { compareSnapshots, describeDifference } from "../../bench/gas/snapshot/compare-snapshots.ts";
import { measureOperations } from "../../bench/gas/snapshot/measure-operations.ts";
import { idleExemptions, unmeasuredFunctions } from "../../bench/gas/snapshot/unmeasured.ts";
import { ACCEPT_COMMAND, readSnapshot } from "../../bench/gas/snapshot-file.ts";
import type { Snapshot } from "../../bench/gas/snapshot/recorder.ts";

/** Code that is instrumented for coverage costs more; then only the operations are compared. */
const comparable = (snapshot: Snapshot): Snapshot =>
  hre.globalOptions.coverage ? Object.fromEntries(Object.keys(snapshot).map((operation) => [operation, 0])) : snapshot;

describe("The gas of our operations", () => {
  let measured: Snapshot;

  before(async function () {
    this.timeout(300_000);
    measured = await measureOperations();
  });

  it("stays within 1 % of the committed numbers, with no operation missing or new", () => {
    const differences = compareSnapshots(comparable(readSnapshot()), comparable(measured)).map(describeDifference);

    expect(differences, `differences; if they are wanted, run ${ACCEPT_COMMAND} and commit`).to.deep.equal([]);
  });

  it("is recorded for every function with which somebody can change a contract of ours", () => {
    expect(unmeasuredFunctions(measured), "functions without an operation in bench/gas/snapshot").to.deep.equal([]);
  });

  it("is exempted only for functions that exist and are not measured", () => {
    expect(idleExemptions(measured)).to.deep.equal([]);
  });
});
