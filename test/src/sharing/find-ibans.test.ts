import { expect } from "chai";
import { findIbans } from "../../../src/sharing/find-ibans.ts";
import { taken } from "./taken.ts";

const ibans = (text: string): string[] => taken(findIbans, text);

describe("findIbans", () => {
  it("finds numbers of many countries, in one piece or in fours, small or large", () => {
    for (const iban of [
      "DE89370400440532013000",
      "DE89 3704 0044 0532 0130 00",
      "GB82 WEST 1234 5698 7654 32",
      "FR14 2004 1010 0505 0001 3M02 606",
      "NO9386011117947",
      "MT84MALT011000012345MTLCAST001S",
      "de89370400440532013000",
    ]) {
      expect(ibans(`IBAN: ${iban}.`), iban).to.deep.equal([iban]);
    }
  });

  it("finds one with the word IBAN glued to it, and nothing else glued to it", () => {
    expect(ibans("IBANDE89370400440532013000")).to.deep.equal(["DE89370400440532013000"]);
    for (const text of ["XDE89370400440532013000", "DE89370400440532013000X", "XIBANDE89370400440532013000"]) {
      expect(ibans(text), text).to.deep.equal([]);
    }
  });

  it("leaves a wrong check, an unknown country, a wrong length and other blanks", () => {
    for (const text of [
      "DE88370400440532013000",
      "ZZ89370400440532013000",
      "DE8937040044053201300",
      "DE89  3704 0044 0532 0130 00",
      "DE893704 0044053 2013000",
    ]) {
      expect(ibans(text), text).to.deep.equal([]);
    }
  });

  it("finds no part of the text in words that begin alike", () => {
    expect(ibans("decade89 or code 3704, de89, DE89 3704")).to.deep.equal([]);
  });
});
