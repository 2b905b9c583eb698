import { expect } from "chai";
import { english, englishSubjects } from "../../../src/synthetic/english.ts";

describe("English grammar", () => {
  it("fits articles to the next word", () => {
    expect(english.polish?.("A almond and a island for a cat")).to.equal("An almond and an island for a cat");
  });

  it("has a large vocabulary without repeats inside a subject", () => {
    expect(new Set(englishSubjects.flat()).size).to.be.greaterThan(450);
    for (const subject of englishSubjects) expect(new Set(subject).size).to.equal(subject.length);
  });
});
