import { expect } from "chai";
import { barChart } from "../../../../src/insights/charts/bar-chart.ts";

const count = (svg: string, part: string) => svg.split(part).length - 1;

describe("barChart", () => {
  it("draws a bar for each value, and says which in words", () => {
    const svg = barChart({
      title: "Messages",
      bars: [
        { label: "May", value: 1_200 },
        { label: "June", value: 0 },
      ],
    });

    expect(count(svg, '<rect class="bar"')).to.equal(2);
    expect(svg).to.contain("<title>May: 1,200</title>").and.to.contain('aria-label="Messages"');
    expect(svg).to.match(/<rect class="bar"[^>]* height="0">/);
  });

  it("names only some of many bars", () => {
    const bars = Array.from({ length: 36 }, (_, index) => ({ label: `m${index}`, value: index }));

    expect(count(barChart({ title: "", bars, labelEvery: 6 }), 'text-anchor="middle"')).to.equal(6);
  });

  it("T78: takes no markup from labels, and draws nothing of nothing", () => {
    const svg = barChart({ title: '"><script>', bars: [{ label: "</svg><b>", value: 1 }] });

    expect(svg).to.not.match(/<script|<b>/);
    expect(barChart({ title: "None", bars: [] })).to.not.contain("NaN");
  });
});
