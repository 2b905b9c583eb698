import { expect } from "chai";
import { frameFor } from "../../../../src/insights/charts/frame.ts";

describe("frameFor", () => {
  it("gives whole places that fill the width, from the lowest to the highest value", () => {
    const frame = frameFor(3, { top: 10, ticks: [0, 10] });

    expect([0, 1, 2, 3].map(frame.left)).to.deep.equal([48, 269, 491, 712]);
    expect([frame.y(10), frame.y(5), frame.y(0)]).to.deep.equal([8, 100, 192]);
    expect(frameFor(1, { top: 5, bottom: -5, ticks: [] }).y(0)).to.equal(100);
  });
});
