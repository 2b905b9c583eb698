import { expect } from "chai";
import { createTokeniser, type TextCounts } from "../../../src/scoring/tokenise.ts";

function tokenise(text: string): { tokens: string[]; counts: TextCounts } {
  const tokens: string[] = [];
  const scan = createTokeniser((bytes, length) => tokens.push(Buffer.from(bytes.subarray(0, length)).toString("utf8")));
  const counts = scan(text);
  return { tokens, counts };
}

describe("tokenise", () => {
  const examples: readonly [string, string, string[]][] = [
    ["lower-cases ASCII and no other letters", "Hello ÉCOLE", ["hello", "École"]],
    ["splits at punctuation", "don't stop-now", ["don", "t", "stop", "now"]],
    ["masks each run of digits", "in 2024, item17 costs 3.14", ["in", "0", "item0", "costs", "0", "0"]],
    ["masks the digits of one word each for itself", "k3j9x2", ["k0j0x0"]],
    ["makes each ideograph a token", "私はGPT4です", ["私", "は", "gpt0", "で", "す"]],
    ["makes each Hangul syllable a token", "한국어 글", ["한", "국", "어", "글"]],
    ["cuts scripts without spaces every three signs", "สวัสดีครับ", ["สวั", "สดี", "ครั", "บ"]],
    ["looks through zero-width signs", "wo\u200brd\u00ad s\ufeffo", ["word", "so"]],
    ["joins accents that stand alone", "cafe\u0301", ["cafe\u0301"]],
    ["cuts a word after 32 code points", "a".repeat(70), ["a".repeat(32), "a".repeat(32), "a".repeat(6)]],
    ["does not repeat a masked run at a cut", `${"a".repeat(31)}999b`, [`${"a".repeat(31)}0`, "b"]],
    ["separates at emoji and private use", "a😀b\ue200c", ["a", "b", "c"]],
    ["writes letters of every length in UTF-8", "aéअ𐐀", ["aéअ𐐀"]],
    ["ends a phrase before a digit and before another script", "กข1กa", ["กข", "0", "ก", "a"]],
    ["finds nothing in nothing", "", []],
  ];
  for (const [name, text, expected] of examples) {
    it(name, () => {
      expect(tokenise(text).tokens).to.deep.equal(expected);
    });
  }

  it("counts UTF-8 bytes, letters and code points", () => {
    expect(tokenise("aé中😀1").counts).to.deep.equal({ bytes: 11, codePoints: 5, letters: 3, tokens: 3 });
  });

  it("counts a run of spaces once", () => {
    expect(tokenise("a  \n\t \u3000b ").counts).to.deep.equal({ bytes: 4, codePoints: 4, letters: 2, tokens: 2 });
  });

  it("counts a lone surrogate as three bytes", () => {
    expect(tokenise("a\ud83d").counts.bytes).to.equal(4);
    expect(tokenise("\ude00").counts).to.deep.equal({ bytes: 3, codePoints: 1, letters: 0, tokens: 0 });
  });

  it("counts no ignored signs", () => {
    expect(tokenise("\u200b\u200b\u200b").counts).to.deep.equal({ bytes: 0, codePoints: 0, letters: 0, tokens: 0 });
  });

  it("starts each text afresh", () => {
    const tokens: string[] = [];
    const scan = createTokeniser((bytes, length) => tokens.push(Buffer.from(bytes.subarray(0, length)).toString()));
    scan("one 1");
    scan("2two ");
    expect(tokens).to.deep.equal(["one", "0", "0two"]);
  });
});
