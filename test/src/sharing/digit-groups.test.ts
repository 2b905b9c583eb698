import { expect } from "chai";
import { digitsOf, firstDigits, readDigitGroups, shapeOf } from "../../../src/sharing/digit-groups.ts";

const shape = (text: string): string => shapeOf(readDigitGroups(text, 0));

describe("readDigitGroups", () => {
  it("reads groups with one or several signs between them", () => {
    expect(shape("212) 555-0123.9/8")).to.equal("3-3-4-1-1");
    expect(digitsOf("030 / 12-34", readDigitGroups("030 / 12-34", 0))).to.equal("0301234");
    expect(readDigitGroups("12 34", 0)[1]).to.deep.equal({ start: 3, end: 5, gap: " " });
  });

  it("ends at letters, at two blanks, at two hyphens and at a line's end", () => {
    for (const text of ["12x34", "12  34", "12--34", "12\n34", "12 x"]) expect(shape(text), text).to.equal("2");
  });

  it("ends at nine groups and at twenty digits", () => {
    expect(shape("1 ".repeat(20))).to.equal(Array(9).fill("1").join("-"));
    expect(shape("1234567890 1234567890 1")).to.equal("10-10");
    expect(shape("1".repeat(21))).to.equal("");
  });
});

describe("firstDigits", () => {
  it("takes whole groups up to a number of digits, or up to where another number begins", () => {
    const groups = readDigitGroups("12 345 6789", 0);
    expect(shapeOf(firstDigits(groups, 8))).to.equal("2-3");
    expect(shapeOf(firstDigits(groups, 9))).to.equal("2-3-4");
    expect(shapeOf(firstDigits(groups, 9, (_, digits) => digits >= 2))).to.equal("2");
  });
});
