import { expect } from "chai";
import { classifyCodePoint, CodePoint } from "../../../src/scoring/code-points.ts";
import { readFoldings } from "../../../src/scoring/folding.ts";

const foldings = readFoldings();
const fold = (text: string) =>
  Array.from(text, (sign) => String.fromCodePoint(...(foldings.get(sign.codePointAt(0)!) ?? [sign.codePointAt(0)!])));

describe("folding", () => {
  for (const [name, text, folded] of [
    ["capitals", "ÄÉÞЖΣԱŁ", "aeþжσաł"],
    ["accents and other marks", "äéňёйάẹが", "aenеиαeか"],
    ["the final sigma, the long s and the i without a dot", "ςſı", "σsi"],
    ["full and half width", "Ａｂア", "abア"],
    ["forms of Arabic letters", "ﺏﺐ", "بب"],
    ["compatibility ideographs", "豈⼀", "豈一"],
  ] as const) {
    it(`takes ${name} away`, () => {
      expect(fold(text).join("")).to.equal(folded);
    });
  }

  it("takes ligatures and the sharp s apart", () => {
    expect(fold("ßẞﬁﬄĳ")).to.deep.equal(["ss", "ss", "fi", "ffl", "ij"]);
  });

  it("knows one to three code points for each, which fold to themselves", () => {
    const again = [...foldings.values()].flat().filter((codePoint) => foldings.has(codePoint));
    expect(again).to.deep.equal([]);
    expect(new Set([...foldings.values()].map((to) => to.length))).to.deep.equal(new Set([1, 2, 3]));
  });

  it("is for letters beyond ASCII only, and leaves Hangul alone", () => {
    const letters: readonly number[] = [CodePoint.LETTER, CodePoint.PHRASE, CodePoint.IDEOGRAPH];
    const odd = [...foldings.keys()].filter(
      (codePoint) =>
        codePoint < 0x80 ||
        !letters.includes(classifyCodePoint(codePoint)) ||
        (codePoint >= 0xac00 && codePoint <= 0xd7a3),
    );
    expect(odd).to.deep.equal([]);
  });
});
