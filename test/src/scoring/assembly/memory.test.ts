import { expect } from "chai";
import { readText } from "../naive/text.ts";
import { sampleOf, scanOne, windowsOf } from "../scanned.ts";

const INPUT_BYTES = 65_536;

describe("memory", function () {
  this.timeout(30_000);

  for (const sign of ["a", "é", "漢", "𐐀", " "]) {
    it(`takes a message that is longer than the input, cut at any byte of ${sign}`, () => {
      for (let before = 0; before < 5; before++) {
        const text = `${"b".repeat(before)} ${`${sign.repeat(7)} `.repeat(30_000)}`;
        const { bytes, codePoints, letters, tokens } = readText(text);
        expect(scanOne(text)).to.deep.equal({
          bytes: Number(bytes),
          codePoints: Number(codePoints),
          letters: Number(letters),
          tokens: tokens.length,
        });
      }
    });
  }

  it("goes on with a word and a shingle where the input ended", () => {
    const words = "one two threefour five six seven";
    const text = `${"x ".repeat(INPUT_BYTES / 2 - 6)}${words}`;
    expect(sampleOf([text], 1).slice(-6)).to.deep.equal(sampleOf([`x x x x ${words}`], 1));
  });

  it("has room for what the most tokens in one input give", () => {
    const text = "a ".repeat(INPUT_BYTES);
    expect(windowsOf(text)).to.have.length(33);
    expect(sampleOf([text], 1)).to.have.length(INPUT_BYTES - 4);
    expect(sampleOf(["漢".repeat(INPUT_BYTES)], 1)).to.have.length(INPUT_BYTES - 4);
  });
});
