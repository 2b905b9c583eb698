import { expect } from "chai";
import { readGrantNumber } from "../../../scripts/access/grant-number.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";

describe("readGrantNumber", () => {
  it("reads the number of a grant and nothing else", async () => {
    expect([readGrantNumber("1"), readGrantNumber("123456789012345")]).to.deep.equal([1, 123_456_789_012_345]);
    for (const text of ["", "0", "-1", "1.5", "01", "1e3", "0x1", "one", "1234567890123456"]) {
      expect(await rejectedCode(() => readGrantNumber(text)), text).to.equal("SCRIPT_USAGE");
    }
  });
});
