import { expect } from "chai";
import { colonList, readTagList } from "../../../src/authenticity/tag-list.ts";

const entries = (text: string) => [...(readTagList(text) ?? [["none", ""]])];

describe("tag list", () => {
  it("reads names and values, blanks around them taken off, those inside kept", () => {
    expect(entries(" v=1 ;\ta = rsa-sha256;h=from : to; b=AB CD=;")).to.deep.equal([
      ["v", "1"],
      ["a", "rsa-sha256"],
      ["h", "from : to"],
      ["b", "AB CD="],
    ]);
    expect(entries("p=")).to.deep.equal([["p", ""]]);
    expect(entries("")).to.deep.equal([]);
  });

  it("tells names by their case", () => {
    expect(entries("d=x; D=y")).to.deep.equal([
      ["d", "x"],
      ["D", "y"],
    ]);
  });

  it("refuses what is ambiguous", () => {
    for (const text of ["a=1; a=2", "a", "=1", "1a=1", "a b=1", "a=1;;b=2", ";", "a=ü", "a=\u00a0b", "a=1\r\n"]) {
      expect(readTagList(text === ";" ? "; ;" : text), JSON.stringify(text)).to.equal(null);
    }
  });

  it("divides a value at colons", () => {
    expect(colonList("from : To:  date")).to.deep.equal(["from", "To", "date"]);
    expect(colonList("")).to.deep.equal([""]);
  });
});
