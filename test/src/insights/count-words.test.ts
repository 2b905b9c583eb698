import { expect } from "chai";
import { countWords } from "../../../src/insights/count-words.ts";

describe("countWords", () => {
  it("counts words between blanks and marks", () => {
    expect(countWords("It's a well-known fact: 3,5 is no word – is it?")).to.equal(11);
  });

  it("counts characters where no blanks stand between words", () => {
    expect(countWords("你好世界")).to.equal(4);
    expect(countWords("こんにちは world")).to.equal(6);
  });

  it("counts nothing in nothing", () => {
    expect([countWords(""), countWords(" \n—…")]).to.deep.equal([0, 0]);
  });
});
