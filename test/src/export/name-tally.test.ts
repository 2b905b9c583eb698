import { expect } from "chai";
import { addDrift, createDrift, NameTally } from "../../../src/export/name-tally.ts";

describe("name tally", () => {
  it("counts names, ascending", () => {
    const tally = new NameTally();
    for (const name of ["b", "a", "b"]) tally.add(name);
    const all = new NameTally();
    all.add("a", 4);
    all.addAll(tally);

    expect(Object.entries(all.toRecord())).to.deep.equal([
      ["a", 5],
      ["b", 2],
    ]);
  });

  it("counts types, keys and values apart", () => {
    const all = createDrift();
    const drift = createDrift();
    drift.unknownContentTypes.add("a");
    drift.unknownKeys.add("b");
    drift.unknownValues.add("c");
    for (let times = 0; times < 2; times++) addDrift(all, drift);
    expect(
      [all.unknownContentTypes, all.unknownKeys, all.unknownValues].map((tally) => tally.toRecord()),
    ).to.deep.equal([{ a: 2 }, { b: 2 }, { c: 2 }]);
  });

  it("repeats nothing that could be somebody's words, and no endless number of names", () => {
    const tally = new NameTally();
    for (const name of ["My diary, page 1", "", "x".repeat(65), "__proto__"]) tally.add(name);
    for (let index = 0; index < 60; index++) tally.add(`type-${index}`);
    tally.add("type-0");

    const counts = tally.toRecord();
    expect(counts).to.include({ "type-0": 2, other: 3 + 60 - 48 });
    expect(Object.hasOwn(counts, "__proto__")).to.equal(true);
    expect(Object.keys(counts)).to.have.lengthOf(50);
  });
});
