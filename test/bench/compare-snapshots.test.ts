import { expect } from "chai";
import { compareSnapshots, describeDifference } from "../../bench/gas/snapshot/compare-snapshots.ts";

describe("compareSnapshots", () => {
  it("accepts 1 % more or less, and not one unit further", () => {
    const committed = { dearer: 100_000, cheaper: 100_000 };

    expect(compareSnapshots(committed, { dearer: 101_000, cheaper: 99_000 })).to.deep.equal([]);
    expect(compareSnapshots(committed, { dearer: 101_001, cheaper: 98_999 })).to.deep.equal([
      { operation: "cheaper", committed: 100_000, measured: 98_999 },
      { operation: "dearer", committed: 100_000, measured: 101_001 },
    ]);
  });

  it("reports operations that are new or gone", () => {
    expect(compareSnapshots({ gone: 1 }, { fresh: 2 })).to.deep.equal([
      { operation: "fresh", committed: undefined, measured: 2 },
      { operation: "gone", committed: 1, measured: undefined },
    ]);
  });

  it("describes a difference by both numbers and what lies between", () => {
    const line = describeDifference({ operation: "claim", committed: 200, measured: 150 });

    expect(line).to.include("claim").and.include("200").and.include("150").and.include("-50").and.include("-25.00 %");
  });
});
