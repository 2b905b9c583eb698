import { expect } from "chai";
import { sparkBars } from "../../../../src/insights/charts/spark-bars.ts";

describe("sparkBars", () => {
  it("draws the most as high as there is room, little so that it is seen, and nothing of 0", () => {
    const svg = sparkBars("by month", [100, 0, 1]);

    expect([...svg.matchAll(/ height="(\d+)"/g)].map(([, height]) => height)).to.deep.equal(["28", "2"]);
    expect(sparkBars("", [])).to.not.contain("NaN");
  });
});
