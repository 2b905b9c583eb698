import { expect } from "chai";
import { isMailReason, reasonCodes } from "../../../src/scoring/reason.ts";

describe("reason codes", () => {
  it("have their places for ever, each its own", () => {
    const places = { NO_CONVERSATION: 0, TOO_LITTLE: 6, ROUNDED_TO_ZERO: 13, MAIL_TOO_LARGE: 14, MAIL_USED_BEFORE: 29 };
    const found = Object.keys(places).map((code) => [code, (reasonCodes as readonly string[]).indexOf(code)]);
    expect(Object.fromEntries(found)).to.deep.equal(places);
    expect(new Set(reasonCodes).size).to.equal(30);
  });

  it("tell those about mails from the others", () => {
    expect(reasonCodes.map(isMailReason)).to.deep.equal(reasonCodes.map((_, place) => place >= 14));
  });
});
