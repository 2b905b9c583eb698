import { expect } from "chai";
import { SCRIPT_COUNT, scriptOf } from "../../../src/scoring/scripts.ts";

describe("scripts", () => {
  it("tells scripts apart", () => {
    const groups = [
      "aéḁＡ",
      "αἀ",
      "яЀ",
      "שא",
      "عݐﭐ",
      "अதක",
      "กမខ",
      "あアｱ",
      "中㐀豈\u{20000}々",
      "한ᄀﾡ",
      "ꀀᎠአ\u{10400}",
    ];
    groups.forEach((group, index) => {
      for (const sign of group) expect(scriptOf(sign.codePointAt(0)!), sign).to.equal(index);
    });
    expect(groups.length).to.equal(SCRIPT_COUNT);
  });

  it("counts what is beyond all tables as one more script", () => {
    expect(scriptOf(0x10ffff)).to.equal(SCRIPT_COUNT - 1);
  });

  it("gives digits no script", () => {
    expect(scriptOf(0x30)).to.equal(null);
  });
});
