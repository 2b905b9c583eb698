import { expect } from "chai";
import {
  checkMailKeys,
  mailKeySetHash,
  pinnedKeyRecords,
  type MailKey,
  type MailKeySet,
} from "../../../src/authenticity/mail-keys.ts";
import { rejection } from "../../helpers/rejected-code.ts";
import { DOMAIN, keySet, rsaKey, SENT_AT } from "./mail-signer.ts";

const key = rsaKey();
const DAY = 86_400;

describe("mail keys", () => {
  it("accepts keys of one name on different days, and of different names on the same", () => {
    const set = keySet(
      ["s1", key],
      ["s1", key, { validFrom: "2025-11-01", validTo: null }],
      ["s1", key, { validFrom: "2025-09-30", validTo: "2025-09-30" }],
      ["s2", key],
      ["s1", key, { domain: "example.org" }],
    );
    expect(checkMailKeys(set)).to.equal(set);
  });

  it("refuses a set with a key that nobody should rely on, and names it", async () => {
    for (const changes of [
      { record: rsaKey(1_024).record },
      { record: "v=DKIM1; p=" },
      { domain: "Example.org" },
      { selector: "a b" },
      { validFrom: "2025-13-01" },
      { validFrom: "yesterday" },
      { validTo: "2025-09-30" },
      { observed: [] },
      { observed: [{ day: "today", source: "x" }] },
      { selector: "s0", validFrom: "2025-10-31", validTo: null },
      { selector: "s0", validFrom: "2025-09-01", validTo: "2025-10-01" },
      { selector: "s0", validFrom: "2025-10-10", validTo: "2025-10-11" },
    ] satisfies Partial<MailKey>[]) {
      const { code, context } = await rejection(() => checkMailKeys(keySet(["s0", key], ["s1", key, changes])));
      expect({ code, ...context }, JSON.stringify(changes)).to.deep.equal({
        code: "AUTHENTICITY_MAIL_KEY_REFUSED",
        index: 1,
      });
    }
  });

  it("finds the records of a day by their name", async () => {
    const later = rsaKey();
    const set = keySet(
      ["s1", key, { validTo: "2025-10-25" }],
      ["s1", later, { validFrom: "2025-10-26", validTo: null }],
    );
    const find = (at: number, domain = DOMAIN, selector = "s1") => pinnedKeyRecords(set, at)(domain, selector);
    expect(await find(SENT_AT)).to.deep.equal([key.record]);
    expect(await find(SENT_AT + DAY)).to.deep.equal([later.record]);
    expect(await find(SENT_AT + 9_999 * DAY)).to.deep.equal([later.record]);
    expect(await find(SENT_AT - 30 * DAY)).to.deep.equal([]);
    expect(await find(SENT_AT, "openai.com")).to.deep.equal([]);
    expect(await find(SENT_AT, DOMAIN, "s2")).to.deep.equal([]);
  });

  it("is known by a hash of everything in it", () => {
    const set = keySet(["s1", key]);
    const reversed = Object.fromEntries(Object.entries(set).reverse()) as MailKeySet;
    expect(mailKeySetHash(reversed)).to.equal(mailKeySetHash(set));
    expect(mailKeySetHash({ ...set, senders: [] })).to.not.equal(mailKeySetHash(set));
  });
});
