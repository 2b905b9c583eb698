import { readFileSync } from "node:fs";
import { expect } from "chai";
import { foldingRows } from "../../../src/scoring/folding-rows.ts";

describe("folding rows", () => {
  it("are those of the document", () => {
    const document = readFileSync(new URL("../../../docs/scoring-folding.txt", import.meta.url), "utf8");
    const rows = document.trim().split("\n");
    const written = foldingRows.split(",").map((row) => {
      const [first = 0, length = 0, step = 0, ...to] = row.split(" ").map((value) => Number.parseInt(value, 36));
      const hex = (value: number) => value.toString(16).toUpperCase().padStart(4, "0");
      return `${hex(first)} ${hex(first + length)} ${step} ${to.map(hex).join("+")}`;
    });
    expect(written).to.deep.equal(rows);
  });
});
