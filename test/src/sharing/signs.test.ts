import { expect } from "chai";
import {
  findRuns,
  isAsciiLetter,
  isAsciiWord,
  isDigit,
  isHexDigit,
  isWord,
  runEnd,
  runStart,
} from "../../../src/sharing/signs.ts";

const accepted = (test: (code: number) => boolean, signs: string): string =>
  Array.from(signs)
    .filter((sign) => test(sign.charCodeAt(0)))
    .join("");
const SIGNS = "09afgzAFGZ_-@ éж一";

describe("classes of signs", () => {
  it("know digits, letters and words; beyond ASCII everything is a letter", () => {
    expect(accepted(isDigit, SIGNS)).to.equal("09");
    expect(accepted(isHexDigit, SIGNS)).to.equal("09afAF");
    expect(accepted(isAsciiLetter, SIGNS)).to.equal("afgzAFGZ");
    expect(accepted(isAsciiWord, SIGNS)).to.equal("09afgzAFGZ");
    expect(accepted(isWord, SIGNS)).to.equal("09afgzAFGZéж一");
  });

  it("hold nothing outside of a text for a sign", () => {
    expect([isDigit, isHexDigit, isAsciiLetter, isAsciiWord, isWord].map((test) => test(Number.NaN))).to.deep.equal(
      Array(5).fill(false),
    );
  });
});

describe("runs of signs", () => {
  it("reach in both directions, up to a limit", () => {
    expect(runEnd("ab12c", 2, isDigit)).to.equal(4);
    expect(runEnd("ab12", 2, isDigit)).to.equal(4);
    expect(runEnd("ab1234", 2, isDigit, 4)).to.equal(4);
    expect(runStart("ab12c", 4, isDigit)).to.equal(2);
    expect(runStart("12", 2, isDigit)).to.equal(0);
    expect(runStart("1234", 4, isDigit, 3)).to.equal(3);
  });

  it("are found from a length on, whole, wherever they stand", () => {
    const runs = (text: string) => findRuns(text, isDigit, 3).map(({ start, end }) => text.slice(start, end));

    expect(runs("123 12 1234 1 12345")).to.deep.equal(["123", "1234", "12345"]);
    expect(runs("a123")).to.deep.equal(["123"]);
    expect(runs("12a34")).to.deep.equal([]);
    expect(runs("")).to.deep.equal([]);
  });
});
