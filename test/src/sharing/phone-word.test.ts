import { expect } from "chai";
import { isBehindPhoneWord } from "../../../src/sharing/phone-word.ts";

const isNamed = (before: string): boolean => isBehindPhoneWord(`${before}5551234`, before.length);

describe("isBehindPhoneWord", () => {
  it("knows the words of several languages, with signs and little words behind them", () => {
    for (const before of [
      "Tel.: ",
      "PHONE ",
      "my cell is ",
      "Handynummer: ",
      "(fax) ",
      "téléphone ",
      "電話",
      "手机:",
    ]) {
      expect(isNamed(before), before).to.equal(true);
    }
  });

  it("knows whole words only, and no other word between", () => {
    for (const before of ["iPhone ", "hotel ", "phone page ", "", "a".repeat(30), "Megaphone".padEnd(24)]) {
      expect(isNamed(before), before).to.equal(false);
    }
  });
});
