import { expect } from "chai";
import { shapeOf } from "../../../src/sharing/digit-groups.ts";
import { phoneCandidateAt } from "../../../src/sharing/phone-candidate.ts";

const at = (text: string, index: number, limit = 0) => {
  const candidate = phoneCandidateAt(text, index, limit);
  if (candidate === null) return null;
  const { start, groups, hasPlus, isBracketed, isGlued } = candidate;
  return { start, shape: shapeOf(groups), hasPlus, isBracketed, isGlued };
};

describe("phoneCandidateAt", () => {
  it("begins at a plus, at a bracket or at the first digit", () => {
    const plain = { isGlued: false, hasPlus: false, isBracketed: false };
    expect(at("x 12 34", 2)).to.deep.equal({ ...plain, start: 2, shape: "2-2" });
    expect(at("x (12) 34", 3)).to.deep.equal({ ...plain, start: 2, shape: "2-2", isBracketed: true });
    expect(at("x +12 34", 3)).to.deep.equal({ ...plain, start: 2, shape: "2-2", hasPlus: true });
    expect(at("x +(12) 34", 4)).to.deep.equal({ ...plain, start: 2, shape: "2-2", hasPlus: true, isBracketed: true });
  });

  it("takes nothing that lies before the limit", () => {
    expect(at("1+2", 2, 2)).to.equal(null);
    expect(at("(12", 1, 1)).to.include({ start: 1, isBracketed: false });
  });

  it("is none inside of a word, behind two signs of plus, and in a date", () => {
    for (const text of ["x12 345", "++12 345"]) expect(at(text, text.indexOf("1")), text).to.equal(null);
    for (const text of ["2024-05-17", "17.05.2024 12", "1/2/2024"]) expect(at(text, 0), text).to.equal(null);
    expect(at("+33 6 2024 1234", 1)).to.include({ shape: "2-1-4-4", hasPlus: true });
  });

  it("ends before digits with a letter behind them, and says so", () => {
    expect(at("12 34x", 0)).to.include({ shape: "2", isGlued: true });
    expect(at("12x", 0)).to.equal(null);
  });

  it("may touch words of scripts without blanks", () => {
    expect(at("電話12 34番", 2)).to.include({ shape: "2-2", isGlued: false });
  });
});
