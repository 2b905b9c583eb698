import { expect } from "chai";
import { repeatedIn } from "../../../src/scoring/repeated-fingerprints.ts";
import { randomFrom } from "./synthetic-archive.ts";

const HALF = 2 ** 24;

describe("repeated fingerprints", () => {
  it("are those that come more than once, in one part or in several", () => {
    const repeated = repeatedIn([
      Float64Array.of(1, 2, 3),
      Float64Array.of(3, 4, 4),
      new Float64Array(),
      Float64Array.of(3),
    ]);
    expect([1, 2, 3, 4, 5].filter((each) => repeated.has(each))).to.deep.equal([3, 4]);
    expect(repeated.size).to.equal(2);
  });

  it("are none that only agree in their low bits", () => {
    const alike = Float64Array.from({ length: 50 }, (_, i) => 7 + i * HALF);
    expect(repeatedIn([alike, Float64Array.of(7 + 50 * HALF)]).size).to.equal(0);
    expect(repeatedIn([alike, Float64Array.of(7 + 49 * HALF)]).has(7 + 49 * HALF)).to.equal(true);
  });

  it("are found among many", () => {
    const random = randomFrom(4);
    const parts = Array.from({ length: 40 }, () =>
      Float64Array.from({ length: 500 }, () => Math.floor(30_000 * random())),
    );
    const counts = new Map<number, number>();
    for (const each of parts.flatMap((part) => [...part])) counts.set(each, (counts.get(each) ?? 0) + 1);
    const repeated = repeatedIn(parts);
    expect([...counts].filter(([each, count]) => count > 1 !== repeated.has(each))).to.deep.equal([]);
  });
});
