import { expect } from "chai";
import { heatMap } from "../../../../src/insights/charts/heat-map.ts";

const cell = (value: number) => ({ label: `day ${value}`, value });

describe("heatMap", () => {
  it("shades each cell by how much there is of it, and leaves out what is none", () => {
    const cells = [[cell(0), cell(1), cell(1_000), null]];
    const svg = heatMap({ title: "When", rows: ["Mon"], columns: ["", "", "", ""], cells });

    expect(svg.match(/class="heat\d"/g)).to.deep.equal(['class="heat0"', 'class="heat1"', 'class="heat5"']);
    expect(svg).to.contain("<title>day 1000: 1,000</title>");
  });

  it("is empty of nothing, and writes only names that there are", () => {
    expect(heatMap({ title: "When", rows: [], columns: [], cells: [] })).to.not.contain("NaN");
    const columns = ["0", "", "", "3"];
    expect(heatMap({ title: "", rows: ["Mon", ""], columns, cells: [] }).match(/class="tick"/g)).to.have.length(3);
  });
});
