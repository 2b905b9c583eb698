import { expect } from "chai";
import { refusalOf } from "../../../../src/validator/key-service/refusal-words.ts";

describe("refusalOf", () => {
  it("is the grantee's to deal with, and says how", () => {
    const { code, message, hint } = refusalOf("KEYS_GRANT_UNFUNDED");

    expect(code).to.equal("KEYS_GRANT_UNFUNDED");
    expect(message).to.equal("The price of the grant has not been paid.");
    expect(hint).to.equal("Pay it: npx hardhat access fund.");
  });
});
