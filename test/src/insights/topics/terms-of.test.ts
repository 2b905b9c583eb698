import { expect } from "chai";
import { termsOf } from "../../../../src/insights/topics/terms-of.ts";

const terms = (text: string) => [...termsOf(text)];

describe("termsOf", () => {
  it("gives the words of prose in lower case, without short ones and numbers", () => {
    expect(terms("My Sourdough's crust: 2024 is too-dry, C++ isn't!")).to.deep.equal([
      "sourdough's",
      "crust",
      "too-dry",
      "c++",
      "isn't",
    ]);
    expect(terms("Größe ça naïve Привет мир")).to.deep.equal(["größe", "naïve", "привет", "мир"]);
  });

  it("cuts writing without blanks into words", () => {
    expect(terms("东京天气怎么样 and ภาษาไทย")).to.include.members(["东京", "天气", "and"]);
  });

  it("reads no code, no quotation, and nothing behind 20,000 signs", () => {
    expect(terms("```\ncode\n```\n> quoted\nown")).to.deep.equal(["own"]);
    expect(terms(`${" ".repeat(20_000)}late`)).to.deep.equal([]);
    expect(terms("x".repeat(300_000))).to.deep.equal([]);
  });
});
