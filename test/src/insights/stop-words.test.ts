import { expect } from "chai";
import { stopWords } from "../../../src/insights/stop-words.ts";

describe("stopWords", () => {
  it("are single words in lower case that no shorter rule leaves out", () => {
    for (const word of stopWords) expect(word).to.match(/^\p{Ll}{3,}$/u);
  });

  it("hold words of four languages", () => {
    expect(["the", "nicht", "porque", "avec"].every((word) => stopWords.has(word))).to.equal(true);
  });
});
