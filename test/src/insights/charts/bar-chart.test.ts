import { expect } from "chai";
import { barChart } from "../../../../src/insights/charts/bar-chart.ts";

const count = (svg: string, part: string) => svg.split(part).length - 1;

describe("barChart", () => {
  it("draws a bar for each value that is not 0, and says which in words", () => {
    const svg = barChart({
      title: "Messages",
      bars: [
        { label: "May", parts: [1_200] },
        { label: "June", parts: [0] },
      ],
    });

    expect(count(svg, '<rect class="series0"')).to.equal(1);
    expect(svg).to.contain("<title>May: 1,200</title>").and.to.contain('aria-label="Messages"');
  });

  it("puts the parts of a bar on each other, and names them", () => {
    const svg = barChart({ title: "Models", series: ["a", "b"], bars: [{ label: "May", parts: [5, 5] }] });
    const drawn = [...svg.matchAll(/class="series(\d)"[^>]* y="(\d+)"[^>]* height="(\d+)"><title>([^<]*)/g)];
    const [[, , top = "", height = ""] = [], [, , top2 = "", height2 = ""] = []] = drawn;

    expect(drawn.map(([, series, , , name]) => [series, name])).to.deep.equal([
      ["0", "May, a: 5"],
      ["1", "May, b: 5"],
    ]);
    expect(Number(top2) + Number(height2)).to.equal(Number(top));
    expect(height2).to.equal(height);
  });

  it("names only some of many bars", () => {
    const bars = Array.from({ length: 36 }, (_, index) => ({ label: `m${index}`, parts: [index] }));

    expect(count(barChart({ title: "", bars }), 'text-anchor="middle"')).to.equal(12);
  });

  it("T78: takes no markup from labels, and draws nothing of nothing", () => {
    const svg = barChart({ title: '"><script>', bars: [{ label: "</svg><b>", parts: [1] }] });

    expect(svg).to.not.match(/<script|<b>/);
    expect(barChart({ title: "None", bars: [] })).to.not.contain("NaN");
  });
});
