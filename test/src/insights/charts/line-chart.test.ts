import { expect } from "chai";
import { lineChart } from "../../../../src/insights/charts/line-chart.ts";

describe("lineChart", () => {
  it("joins neighbours, and breaks where there is no value", () => {
    const values = [1, 2, null, -3];
    const svg = lineChart({
      title: "Tone",
      points: values.map((value, index) => ({ label: `m${index}`, value })),
      ticks: [-5, 0, 5],
    });

    expect(svg.match(/<circle/g)).to.have.length(3);
    expect(svg.match(/M\d+ \d+L\d+ \d+/g)).to.have.length(1);
    expect(svg).to.contain("<title>m3: -3</title>");
  });

  it("draws nothing of nothing", () => {
    expect(lineChart({ title: "", points: [], ticks: [0, 1] })).to.not.match(/NaN|<path|<circle/);
  });
});
