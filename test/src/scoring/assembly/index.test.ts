import { expect } from "chai";
import { expectTokens, scanOne } from "../scanned.ts";

describe("text meter", () => {
  const examples: readonly [string, string, string[]][] = [
    ["lower-cases", "Hello ÉCOLE ЖУК", ["hello", "ecole", "жук"]],
    ["splits at punctuation", "don't stop-now", ["don", "t", "stop", "now"]],
    ["masks each run of digits", "in 2024, item17 costs 3.14", ["in", "0", "item0", "costs", "0", "0"]],
    ["masks the digits of one word each for itself", "k3j9x2", ["k0j0x0"]],
    ["makes each ideograph a token", "私はGPT4です", ["私", "は", "gpt0", "で", "す"]],
    ["makes each Hangul syllable a token", "한국어 글", ["한", "국", "어", "글"]],
    ["cuts scripts without spaces every three signs", "สวัสดีครับ", ["สวั", "สดี", "ครั", "บ"]],
    ["looks through zero-width signs", "wo\u200brd\u00ad s\ufeffo", ["word", "so"]],
    ["leaves accents out, however they are written", "cafe\u0301 café", ["cafe", "cafe"]],
    ["takes ligatures apart", "Straße ﬁne", ["strasse", "fine"]],
    ["knows no width", "Ｗｉｄｅ ﾊﾝﾊﾞｰｸﾞ", ["wide", "ハ", "ン", "ハ", "ー", "ク"]],
    ["cuts a word after 32 code points of what it folds to", "ß".repeat(20), ["s".repeat(32), "s".repeat(8)]],
    ["looks through vowel points and stretched letters", "كَتـَب", ["كتب"]],
    ["takes the parts of a syllable for signs", "\u1112\u1161a", ["a"]],
    ["cuts a word after 32 code points", "a".repeat(70), ["a".repeat(32), "a".repeat(32), "a".repeat(6)]],
    ["does not repeat a masked run at a cut", `${"a".repeat(31)}999b`, [`${"a".repeat(31)}0`, "b"]],
    ["separates at emoji and private use", "a😀b\ue200c", ["a", "b", "c"]],
    ["writes letters of every length in UTF-8", "aßअ𐐀", ["assअ𐐀"]],
    ["ends a phrase before a digit and before another script", "กข1กa", ["กข", "0", "ก", "a"]],
    ["finds nothing in nothing", "", []],
  ];
  for (const [name, text, expected] of examples) {
    it(name, () => {
      expectTokens(text, expected);
    });
  }

  it("counts UTF-8 bytes, letters and code points", () => {
    expect(scanOne("aé中😀1")).to.deep.equal({ bytes: 11, codePoints: 5, letters: 3, tokens: 3 });
  });

  it("counts text as it is written, not as it folds", () => {
    expect(scanOne("ﬃ")).to.deep.equal({ bytes: 3, codePoints: 1, letters: 1, tokens: 1 });
    expect(scanOne("e\u0301")).to.deep.equal({ bytes: 1, codePoints: 1, letters: 1, tokens: 1 });
  });

  it("counts a run of spaces once", () => {
    expect(scanOne("a  \n\t \u3000b ")).to.deep.equal({ bytes: 4, codePoints: 4, letters: 2, tokens: 2 });
  });

  it("counts a lone surrogate as three bytes", () => {
    expect(scanOne("a\ud83d").bytes).to.equal(4);
    expect(scanOne("\ude00")).to.deep.equal({ bytes: 3, codePoints: 1, letters: 0, tokens: 0 });
  });

  it("counts no ignored signs", () => {
    expect(scanOne("\u200b\u200b\u200b")).to.deep.equal({ bytes: 0, codePoints: 0, letters: 0, tokens: 0 });
  });
});
