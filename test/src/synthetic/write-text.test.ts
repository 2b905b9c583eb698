import { expect } from "chai";
import { createWriter } from "../../../src/synthetic/write-text.ts";
import { languages, type SyntheticLanguage } from "../../../src/synthetic/languages.ts";
import { inventPerson } from "../../../src/synthetic/person.ts";
import { SeededRandom } from "../../../src/synthetic/seeded-random.ts";

const writer = (seed: number, language: SyntheticLanguage = "en") =>
  createWriter(language, inventPerson(seed), new SeededRandom(seed, "text"));

describe("writer", () => {
  it("writes the same for the same choices and something else for others", () => {
    expect(writer(1).answer(500)).to.equal(writer(1).answer(500));
    expect(writer(1).answer(500)).to.not.equal(writer(2).answer(500));
  });

  it("reaches the length asked for and stops within a paragraph of it", () => {
    expect(writer(1).question(300).length).to.be.within(300, 600);
    expect(writer(1).answer(3000).length).to.be.within(3000, 4200);
  });

  it("writes titles without line breaks", () => {
    expect(writer(1).title()).to.match(/^\S.*\S$/);
  });

  for (const language of Object.keys(languages) as SyntheticLanguage[]) {
    it(`${language}: leaves no slot open`, () => {
      const text =
        writer(9, language).answer(20_000) + writer(9, language).question(5000) + writer(9, language).title();
      expect(text).to.not.match(/[{}]|undefined/);
    });
  }

  it("forms English plurals", () => {
    const text = writer(3).answer(60_000);
    expect(text).to.not.match(/\b\w+(?:[^aeiou]ys|chs|shs|xs)\b/);
  });
});
