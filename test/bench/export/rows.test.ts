import { expect } from "chai";
import { judge, toRow } from "../../../bench/export/rows.ts";

const reading = (cpuMs: number, peakBytes = 100e6) => ({ found: 20e6, cpuMs, wallMs: 2 * cpuMs, peakBytes });

describe("what reading and scoring is measured by", () => {
  it("is the median, whatever the order of the runs", () => {
    expect(toRow("zip to units", 60e6, [reading(3_000), reading(1_000), reading(2_000)])).to.deep.equal({
      name: "zip to units",
      median: { cpuSpeed: 30, wallSpeed: 15, peakMegabytes: 100 },
      failure: null,
    });
  });

  it("is the text for scoring alone, and nothing where a run failed", () => {
    const perText = toRow("conversations to units, per byte of text", 60e6, [reading(1_000)]);
    expect(perText.median?.cpuSpeed).to.equal(20);
    const failed = toRow("JSON.parse, whole file", 60e6, [reading(1_000), { failure: "too long" }]);
    expect(failed).to.include({ median: null, failure: "too long" });
  });

  it("misses a bar that it does not reach", () => {
    const rows = (cpuMs: number) => [
      toRow("JSON.parse, whole file", 60e6, [reading(1_000)]),
      toRow("zip to conversations", 60e6, [reading(cpuMs)]),
      toRow("zip to units", 60e6, [reading(cpuMs)]),
      toRow("conversations to units, per byte of text", 60e6, [reading(cpuMs)]),
    ];
    const held = (cpuMs: number) => judge(rows(cpuMs), rows(cpuMs), rows(cpuMs)).map(({ holds }) => holds);
    expect(held(1_000)).to.deep.equal([true, true, true, true, true, true]);
    expect(held(1_001)).to.deep.equal([false, true, true, true, false, false]);
  });
});
