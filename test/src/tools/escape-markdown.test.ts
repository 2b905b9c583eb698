import { expect } from "chai";
import { escapeMarkdown } from "../../../src/tools/escape-markdown.ts";
import { hostileTitles } from "./some-archive.ts";

describe("escapeMarkdown", () => {
  it("T78: leaves no character that begins markup, emphasis, code, a link, a table, a tag or a formula", () => {
    for (const title of hostileTitles) {
      const bare = escapeMarkdown(title).replaceAll(/\\[!-/:-@[-`{-~]/g, "");

      expect(bare, title.slice(0, 40)).not.to.match(/[\\`*_{}[\]<>|~&$^=%#@\p{Cc}\u202e]/u);
      expect(bare, title.slice(0, 40)).not.to.match(/^(?:[-+]|\d+[.)])|:\/|www\./);
      expect(escapeMarkdown(title).isWellFormed()).to.equal(true);
    }
  });

  it("leaves what people write as it is", () => {
    const text = "It's a well-known fact: 3.5 (of 7), isn't it? – “Yes”, at 10:30.";

    expect(escapeMarkdown(text)).to.equal(text);
  });

  it("escapes what only begins something at the start of a line", () => {
    expect(["- a - b", "+ a", "1. a 2. b", "12) a"].map((text) => escapeMarkdown(text))).to.deep.equal([
      "\\- a - b",
      "\\+ a",
      "1\\. a 2. b",
      "12\\) a",
    ]);
  });

  it("cuts before it escapes", () => {
    expect(escapeMarkdown("*".repeat(10), 4)).to.equal("\\*\\*\\*…");
    expect(escapeMarkdown("*".repeat(10_000))).to.have.length(2 * 119 + 1);
  });
});
