import { expect } from "chai";
import { fileURLToPath } from "node:url";
import { findPlantedBugs } from "../../../scripts/planted/find-planted-bugs.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

describe("findPlantedBugs", () => {
  it("reads every patch, by number, each with another one", () => {
    const numbers = findPlantedBugs(root).map(({ number }) => number);

    expect(numbers.length).to.be.greaterThan(24);
    expect(numbers).to.deep.equal([...new Set(numbers)].sort());
  });

  it("finds nothing where nothing is planted", () => {
    expect(findPlantedBugs(`${root}src/`)).to.deep.equal([]);
  });
});
