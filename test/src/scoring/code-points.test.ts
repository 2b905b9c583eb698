import { expect } from "chai";
import { classifyCodePoint, CodePoint } from "../../../src/scoring/code-points.ts";

const classesOf = (text: string) => new Set(Array.from(text, (sign) => classifyCodePoint(sign.codePointAt(0)!)));

describe("code points", () => {
  const examples: readonly [keyof typeof CodePoint, string][] = [
    ["SPACE", " \t\n\r\u0085\u00a0\u2003\u2028\u3000"],
    ["SEPARATOR", "!\"'(),-./:;?[]_{}~\u0000«»×÷…–—•€→■★。、「」\u1112㋀ﾡﷺ"],
    [
      "IGNORED",
      "\u00ad\u0301\u05b8\u0640\u064e\u180b\u200b\u200d\u200e\u2060\u3099\u3164\ufeff\ufe0f\uffa0\ufff9\u{e0001}",
    ],
    ["DIGIT", "0123456789٠٩۰۹०९๐０９"],
    ["LETTER", "azAZàÉßñœžДжΩאبहꀀﬁＡ\u{10400}"],
    ["IDEOGRAPH", "あアー中々〇한ㅋｱ豈\u{20000}"],
    ["PHRASE", "กໂကខཀ"],
  ];
  for (const [name, text] of examples) {
    it(`takes ${name.toLowerCase()}s as such`, () => {
      expect([...classesOf(text)]).to.deep.equal([CodePoint[name]]);
    });
  }

  it("takes emoji, private use and lone surrogates as separators", () => {
    for (const codePoint of [0x1f600, 0xe200, 0xd800, 0xdfff, 0xf0000, 0x10ffff]) {
      expect(classifyCodePoint(codePoint)).to.equal(CodePoint.SEPARATOR);
    }
  });

  it("knows below U+00C0 no letters but the ASCII ones", () => {
    for (let codePoint = 0; codePoint < 0xc0; codePoint++) {
      const letter = /[A-Za-z]/.test(String.fromCodePoint(codePoint));
      expect(classifyCodePoint(codePoint) === CodePoint.LETTER).to.equal(letter);
    }
  });
});
