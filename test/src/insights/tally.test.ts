import { expect } from "chai";
import { Counts } from "../../../src/insights/tally.ts";

describe("Counts", () => {
  it("gives the most first, equals by name, or all by name", () => {
    const counts = new Counts<string>();
    for (const name of ["b", "a", "c", "c"]) counts.add(name);
    counts.add("d", 5);

    expect(counts.largest()).to.deep.equal([
      ["d", 5],
      ["c", 2],
      ["a", 1],
      ["b", 1],
    ]);
    expect(counts.ordered().map(([name]) => name)).to.deep.equal(["a", "b", "c", "d"]);
    expect([counts.of("c"), counts.of("x"), counts.size]).to.deep.equal([2, 0, 4]);
  });
});
