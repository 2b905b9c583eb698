import { expect } from "chai";
import { atLeast, atMost, cellsOfBar, countHeld } from "../../bench/bars.ts";

describe("bars", () => {
  it("hold up to their limit and not beyond", () => {
    const bars = [atLeast("a", 2, 2), atLeast("b", 1.99, 2), atMost("c", 500, 500), atMost("d", 501, 500)];
    expect(bars.map(({ holds }) => holds)).to.deep.equal([true, false, true, false]);
    expect(countHeld(bars)).to.equal("2 of 4 bars hold.");
  });

  it("do not hold when nothing was measured", () => {
    expect([atLeast("a", Number.NaN, 2), atMost("b", Number.NaN, 2)].some(({ holds }) => holds)).to.equal(false);
  });

  it("are told with what was measured, in as many digits as say something", () => {
    expect(cellsOfBar(atLeast("speed", 1.234, 2))).to.deep.equal(["speed", "1.23", "≥ 2", "✘"]);
    expect(cellsOfBar(atMost("memory", 99.6, 1_000))).to.deep.equal(["memory", "100", "≤ 1,000", "✔"]);
  });
});
