import { expect } from "chai";
import { monthsThrough } from "../../../src/insights/months.ts";

describe("monthsThrough", () => {
  it("fills the months between", () => {
    expect(monthsThrough([5, 2, 2])).to.deep.equal([2, 3, 4, 5]);
    expect(monthsThrough([])).to.deep.equal([]);
  });

  it("leaves centuries of a wrong clock alone", () => {
    expect(monthsThrough([0, 24_000])).to.deep.equal([0, 24_000]);
  });
});
