import { expect } from "chai";
import { niceScale } from "../../../../src/insights/charts/nice-scale.ts";

describe("niceScale", () => {
  it("ends above the most, in at most five even steps", () => {
    expect(niceScale(0)).to.deep.equal({ top: 1, ticks: [0, 1] });
    expect(niceScale(7)).to.deep.equal({ top: 8, ticks: [0, 2, 4, 6, 8] });
    expect(niceScale(1_234).top).to.equal(1_500);
    expect(niceScale(50)).to.deep.equal({ top: 50, ticks: [0, 10, 20, 30, 40, 50] });
  });
});
