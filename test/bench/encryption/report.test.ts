import { expect } from "chai";
import { judge, type Row } from "../../../bench/encryption/report.ts";

const row = (cpuMs: number, peakBytes = 0): Row => ({
  name: "a row",
  amount: 200e6,
  median: { cpuMs, wallMs: 2 * cpuMs, peakBytes },
});

describe("what encryption is measured by", () => {
  const held = (ours: number, peakBytes: number): boolean[] =>
    judge({
      encrypt: [row(3_000), row(ours)],
      decrypt: [row(3_000), row(ours)],
      files: [row(1, peakBytes), row(1, peakBytes)],
    }).map(({ holds }) => holds);

  it("is three times the library's speed by processor time, and 150 MB for a gigabyte", () => {
    expect(held(1_000, 150e6)).to.deep.equal([true, true, true, true]);
    expect(held(1_001, 150e6)).to.deep.equal([false, false, true, true]);
    expect(held(1_000, 150e6 + 1)).to.deep.equal([true, true, false, false]);
  });

  it("misses every bar when nothing was measured", () => {
    const bars = judge({ encrypt: [], decrypt: [], files: [] });

    expect(bars.map(({ holds }) => holds)).to.deep.equal([false, false, false, false]);
  });
});
