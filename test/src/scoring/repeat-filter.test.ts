import { expect } from "chai";
import { RepeatFilter } from "../../../src/scoring/repeat-filter.ts";
import { randomFrom } from "./synthetic-archive.ts";

describe("RepeatFilter", () => {
  it("knows what comes more than once, in one part or in several", () => {
    const filter = new RepeatFilter([
      Float64Array.of(1, 2, 3),
      Float64Array.of(3, 4, 4),
      new Float64Array(),
      Float64Array.of(3),
    ]);
    expect([1, 2, 3, 4, 5].filter((each) => filter.mayRepeat(each))).to.deep.equal([3, 4]);
  });

  it("takes for repeated what only agrees in its low bits: a set decides", () => {
    const filter = new RepeatFilter([Float64Array.of(7, 7 + 2 ** 32), Float64Array.of(8)]);
    expect([7, 7 + 2 ** 32, 8].map((each) => filter.mayRepeat(each))).to.deep.equal([true, true, false]);
  });

  it("misses nothing among many", () => {
    const random = randomFrom(4);
    const parts = Array.from({ length: 40 }, () =>
      Float64Array.from({ length: 500 }, () => Math.floor(30_000 * random())),
    );
    const counts = new Map<number, number>();
    for (const each of parts.flatMap((part) => [...part])) counts.set(each, (counts.get(each) ?? 0) + 1);
    const filter = new RepeatFilter(parts);
    expect([...counts].filter(([each, count]) => count > 1 !== filter.mayRepeat(each))).to.deep.equal([]);
  });
});
