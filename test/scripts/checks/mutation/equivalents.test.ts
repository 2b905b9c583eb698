import { expect } from "chai";
import { EQUIVALENTS, equivalentOf, type Equivalent } from "../../../../scripts/checks/mutation/equivalents.ts";
import type { Mutant } from "../../../../scripts/checks/mutation/mutants.ts";
import { sourcesOf } from "../../../../scripts/checks/solidity/sources.ts";

const entry: Equivalent = {
  file: "contracts/A.sol",
  code: "return a < b ? a : b;",
  original: "a < b",
  replacement: "a <= b",
  reason: "Where they are equal, either is the answer.",
};
const source = `contract A {\n  ${entry.code}\n  return a < b;\n}`;
const mutant: Mutant = { ...entry, id: "1", line: 2, operator: "comparison", start: 0, end: 1 };

describe("equivalentOf", () => {
  it("finds the entry of the same change on the same line of source, wherever the line is", () => {
    expect(equivalentOf(mutant, source, [entry])).to.equal(entry);
    expect(equivalentOf({ ...mutant, line: 3 }, `\n${source}`, [entry])).to.equal(entry);
  });

  it("finds none for another file, line or change", () => {
    const others = [{ file: "contracts/B.sol" }, { line: 3 }, { replacement: "a >= b" }, { original: "a" }];
    for (const other of others) expect(equivalentOf({ ...mutant, ...other }, source, [entry])).to.equal(undefined);
  });
});

describe("the equivalent mutants that are listed", () => {
  it("change a line that is in the source, once each", () => {
    for (const { file, code, original } of EQUIVALENTS) {
      const lines = (sourcesOf([file])[file] ?? "").split("\n").map((line) => line.trim());
      expect(lines, file).to.include(code);
      expect(code, file).to.include(original.split("\n")[0]);
    }
    const keys = EQUIVALENTS.map(({ file, code, original, replacement }) => [file, code, original, replacement].join());
    expect(new Set(keys).size).to.equal(keys.length);
  });
});
