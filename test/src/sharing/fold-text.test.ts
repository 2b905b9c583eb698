import { expect } from "chai";
import fc from "fast-check";
import { foldSigns, foldWords, type FoldedText } from "../../../src/sharing/fold-text.ts";

const originsOf = ({ text, origin }: FoldedText): number[] =>
  Array.from({ length: text.length + 1 }, (_, index) => origin(index));

describe("foldSigns", () => {
  it("leaves ASCII as it is", () => {
    expect(foldSigns("a@b.c\n 12").text).to.equal("a@b.c\n 12");
    expect(originsOf(foldSigns("ab"))).to.deep.equal([0, 1, 2]);
  });

  it("drops what nobody sees and knows where everything came from", () => {
    const folded = foldSigns("a\u200b\u00adb\u{e0041}c");
    expect(folded.text).to.equal("abc");
    expect(originsOf(folded)).to.deep.equal([0, 3, 6, 7]);
  });

  it("reads digits of every script, full-width signs, blanks and hyphens as ASCII", () => {
    expect(foldSigns("٠١٢ ۹ ९ ๙ 𝟗 １＋＠．").text).to.equal("012 9 9 9 9 1+@.");
    expect(foldSigns("1\u00a02\u202f3\u20114\u20135\u22126").text).to.equal("1 2 3-4-5-6");
  });

  it("reads %40 as the at sign that it stands for, once", () => {
    const folded = foldSigns("a%40b %4 %2540");
    expect(folded.text).to.equal("a@b %4 %2540");
    expect(folded.origin(1)).to.equal(1);
    expect(folded.origin(2)).to.equal(4);
  });

  it("keeps letters, emoji and surrogates without partners", () => {
    expect(foldSigns("Müller 🙂 \ud83d x").text).to.equal("Müller 🙂 \ud83d x");
  });
});

describe("foldWords", () => {
  it("makes letters small and plain, so that one word has one form", () => {
    for (const spelling of ["Müller", "MÜLLER", "Mu\u0308ller", "Ｍüller", "mul\u200bler"]) {
      expect(foldWords(spelling).text, spelling).to.equal("muller");
    }
    expect(foldWords("STRASSE").text).to.equal(foldWords("Straße").text);
    expect(foldWords("ΣΊΣΥΦΟΣ").text).to.equal(foldWords("Σίσυφος").text);
  });

  it("joins blanks of every sort to one", () => {
    expect(foldWords("a \n\t\u00a0\u200b b").text).to.equal("a b");
  });

  it("keeps syllables of Hangul whole", () => {
    expect(foldWords("민수").text).to.equal("민수");
  });

  it("knows where a sign that became several came from", () => {
    expect(originsOf(foldWords("ßx"))).to.deep.equal([0, 0, 1, 2]);
  });
});

describe("folded texts", () => {
  it("come from ascending places of the original, whatever it holds", () => {
    const anyText = fc.string({ unit: "binary", maxLength: 40 });
    fc.assert(
      fc.property(anyText, fc.constantFrom(foldSigns, foldWords), (text, fold) => {
        const origins = originsOf(fold(text));
        expect(origins).to.deep.equal([...origins].sort((a, b) => a - b));
        expect(origins.at(-1)).to.equal(text.length);
      }),
      { numRuns: 200 },
    );
  });
});
