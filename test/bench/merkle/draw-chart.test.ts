import { expect } from "chai";
import { drawChart } from "../../../bench/merkle/draw-chart.ts";
import type { TreeName } from "../../../bench/merkle/trees.ts";

const figures = (tree: TreeName, leaves: number, leafUs: number) => ({
  ...{ tree, leaves, cpuMs: (leaves * leafUs) / 1_000 },
  ...{ wallMs: 0, peakMegabytes: 0 },
});

describe("the chart of the Merkle benchmark", () => {
  const chart = drawChart([
    figures("this, SIMD", 1_000, 1),
    figures("this, SIMD", 100_000, 1),
    figures("this, scalar", 100_000, 1.05),
    figures("@openzeppelin/merkle-tree", 100_000, 123),
  ]);

  it("puts the first size to the left and the last to the right", () => {
    expect(chart).to.match(/<polyline points="52,[\d.]+ 600,[\d.]+"/);
  });

  it("names each line with its last figure, no two names upon one another", () => {
    const labels = [...chart.matchAll(/y="([\d.]+)" font-weight="600" fill="[^"]+">([^<]+)<tspan[^>]+>([^<]+)/g)];
    expect(labels.map(([, , name, figure]) => `${name} ${figure}`)).to.deep.equal([
      "this, SIMD 1 µs",
      "this, scalar 1.1 µs",
      "@openzeppelin/merkle-tree 120 µs",
    ]);
    const heights = labels.map(([, y]) => Number(y));
    expect(heights[0]! - heights[1]!).to.be.at.least(18);
    expect(heights[1]! - heights[2]!).to.be.at.least(18);
  });

  it("says what its axes are", () => {
    expect(chart).to.include(">CPU µs per leaf<").and.include(">leaves<");
  });
});
