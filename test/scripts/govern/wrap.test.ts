import { expect } from "chai";
import { wrap } from "../../../scripts/govern/wrap.ts";

const words = (count: number) => Array.from({ length: count }, () => "word").join(" ");

describe("wrap", () => {
  it("leaves a line alone that fits", () => {
    expect(wrap("x".repeat(80), 4)).to.deep.equal(["x".repeat(80)]);
    expect(wrap("", 4)).to.deep.equal([""]);
  });

  it("breaks between words, and begins later lines below the indent", () => {
    expect(wrap(words(35), 10)).to.deep.equal([words(16), `          ${words(14)}`, `          ${words(5)}`]);
  });

  it("fills a line to its last column", () => {
    expect(wrap(`${"x".repeat(80)} y`, 2)).to.deep.equal(["x".repeat(80), "  y"]);
  });

  it("leaves a word whole that is too long for any line", () => {
    const long = "x".repeat(100);

    expect(wrap(`see ${long} and on`, 2)).to.deep.equal(["see", `  ${long}`, "  and on"]);
    expect(wrap(long, 2)).to.deep.equal([long]);
  });
});
