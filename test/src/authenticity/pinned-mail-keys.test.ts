import { expect } from "chai";
import { mailKeySetHash } from "../../../src/authenticity/mail-keys.ts";
import { pinnedMailKeys } from "../../../src/authenticity/pinned-mail-keys.ts";
import { rulesetV1 } from "../../../src/scoring/ruleset.ts";

describe("pinned mail keys", () => {
  it("are the ones that ruleset v1 names", () => {
    expect(mailKeySetHash(pinnedMailKeys)).to.equal(rulesetV1.mail.keys);
  });

  it("know the sender and no key yet, so no mail counts", () => {
    expect(pinnedMailKeys.senders.map(({ address }) => address)).to.deep.equal(["noreply@tm.openai.com"]);
    expect(pinnedMailKeys.keys).to.deep.equal([]);
  });
});
