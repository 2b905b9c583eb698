import { expect } from "chai";
import { themeWords } from "../../../src/tools/theme-words.ts";

const wordsOf = (text: string) => [...themeWords(text)];

describe("themeWords", () => {
  it("gives what is not in every text, in lower case and once", () => {
    expect(wordsOf("The Sourdough and my sourdough: how do I feed l'amour, Übergröße and gpt-4o?")).to.deep.equal([
      "sourdough",
      "feed",
      "amour",
      "übergröße",
      "gpt-4o",
    ]);
  });

  it("leaves out code, quotations, addresses, numbers, and writing without blanks", () => {
    const text = "bread\n```\nconst loaf = 1\n```\n> quoted\nhttps://flour.example/rye 12345 面包怎么做 パン";

    expect(wordsOf(text)).to.deep.equal(["bread"]);
  });

  it("looks at the first 4,000 characters", () => {
    expect(wordsOf(`${"a ".repeat(2_000)}bread`)).to.deep.equal([]);
    expect(wordsOf("bread ".repeat(50_000))).to.deep.equal(["bread"]);
    expect(wordsOf("a".repeat(300_000))).to.deep.equal([]);
  });
});
