import { expect } from "chai";
import { heatMap } from "../../../../src/insights/charts/heat-map.ts";

describe("heatMap", () => {
  it("shades each cell by how much there is of it, and leaves out what is none", () => {
    const svg = heatMap({ title: "When", rows: ["Mon"], columns: ["0", "1", "2", "3"], values: [[0, 1, 100, null]] });

    expect(svg.match(/class="heat\d"/g)).to.deep.equal(['class="heat0"', 'class="heat1"', 'class="heat5"']);
    expect(svg).to.contain("<title>Mon 2: 100</title>");
  });

  it("is empty of nothing, and names only some columns", () => {
    expect(heatMap({ title: "When", rows: [], columns: [], values: [] })).to.not.contain("NaN");
    const columns = Array.from({ length: 24 }, (_, hour) => String(hour));
    expect(heatMap({ title: "", rows: [], columns, values: [], labelEvery: 6 }).match(/class="tick"/g)).to.have.length(
      4,
    );
  });
});
