import { expect } from "chai";
import { stripCitationMarks } from "../../../src/export/citation-marks.ts";

describe("citation marks", () => {
  it("removes framed tokens", () => {
    expect(stripCitationMarks("One pixel. \ue200cite\ue202turn0search0\ue201Done.")).to.equal("One pixel. Done.");
    expect(stripCitationMarks('\ue200products\ue202{"a":[1]}\ue201x')).to.equal("x");
  });

  it("removes frames without a partner and keeps their text", () => {
    expect(stripCitationMarks("a\ue200b\ue200c\ue204d")).to.equal("abcd");
  });

  it("removes source marks of browsing", () => {
    expect(stripCitationMarks("Rain【3†source】 and sun【12:0†weather】.")).to.equal("Rain and sun.");
  });

  it("removes the fences of writing blocks and keeps the writing", () => {
    expect(stripCitationMarks(':::writing{variant="email"}\nDear all\n:::\nBye')).to.equal("Dear all\nBye");
  });

  it("leaves other brackets and colons alone", () => {
    for (const text of ["【注】 text", "::: note", "a ::: b", "f(x) = [1]", ""]) {
      expect(stripCitationMarks(text)).to.equal(text);
    }
  });

  it("stays linear on text made to slow patterns down", () => {
    for (const unit of ["\ue200", "\ue200a", "【1†", ":::writing{", ":::writing{\n", "【1:"]) {
      const started = process.cpuUsage().user;
      stripCitationMarks(unit.repeat(200_000));
      expect(process.cpuUsage().user - started, unit).to.be.lessThan(2_000_000);
    }
  });
});
