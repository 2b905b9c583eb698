import { expect } from "chai";
import type { Address, Hex32 } from "../../../src/primitives/identifiers.ts";
import { settleStanding, type MeasuredStanding } from "../../../src/scoring/standing.ts";

const hash = (digit: string) => `0x${digit.repeat(64)}` as Hex32;
const ADA = `0x${"a".repeat(40)}` as Address;
const EVE = `0x${"e".repeat(40)}` as Address;

const mail = { id: hash("1"), cluster: hash("2"), owner: ADA };
const proven: MeasuredStanding = { tier: "mailSignature", cluster: hash("3"), mail };

describe("standing", () => {
  it("stays as it is without a mail", () => {
    const stated: MeasuredStanding = { tier: "selfDeclared", cluster: hash("3"), mailReason: "MAIL_UNSIGNED" };
    expect(settleStanding(stated, new Map([[mail.id, EVE]]))).to.equal(stated);
  });

  it("takes the mailbox for the account when a mail proves it", () => {
    const settled = { tier: "mailSignature", cluster: mail.cluster, mail };
    expect(settleStanding(proven, new Map())).to.deep.equal(settled);
    expect(settleStanding(proven, new Map([[mail.id, ADA]]))).to.deep.equal(settled);
    expect(settleStanding(proven, new Map([[hash("9"), EVE]]))).to.deep.equal(settled);
  });

  it("is self-declared when the mail counted for another owner first", () => {
    expect(settleStanding(proven, new Map([[mail.id, EVE]]))).to.deep.equal({
      tier: "selfDeclared",
      cluster: hash("3"),
      mailReason: "MAIL_USED_BEFORE",
    });
  });
});
