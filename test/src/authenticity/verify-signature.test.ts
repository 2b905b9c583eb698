import { expect } from "chai";
import { readMail } from "../../../src/authenticity/mail-message.ts";
import { readSignatureTags } from "../../../src/authenticity/signature-tags.ts";
import { verifySignature } from "../../../src/authenticity/verify-signature.ts";
import { composeMail, rsaKey, signatureLine, SIGNED, type SignOptions } from "./mail-signer.ts";

/** The mail and the Ed25519 key that RFC 8463 publishes in its appendix A, with line ends as they are sent. */
const published = [
  "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;",
  " d=football.example.com; i=@football.example.com;",
  " q=dns/txt; s=brisbane; t=1528637909; h=from : to :",
  " subject : date : message-id : from : subject : date;",
  " bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;",
  " b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus",
  " Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==",
  "From: Joe SixPack <joe@football.example.com>",
  "To: Suzie Q <suzie@shopping.example.net>",
  "Subject: Is dinner ready?",
  "Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)",
  "Message-ID: <20030712040037.46341.5F8J@football.example.com>",
  "",
  "Hi.",
  "",
  "We lost the game.  Are you hungry yet?",
  "",
  "Joe.",
  "",
].join("\r\n");
const publishedRecord = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

const verify = (mail: Uint8Array, record: string, at = 1_761_368_090) => {
  const message = readMail(mail)!;
  const signature = message.fields.find(({ name }) => name === "dkim-signature")!;
  const { fields } = readSignatureTags(signature.value)!;
  return verifySignature({ message, signature, fields, record, at });
};

describe("verifySignature", () => {
  const key = rsaKey();
  const signed = (options: Partial<SignOptions> = {}) => composeMail([signatureLine({ key, ...options })]);

  it("holds for the published example of Ed25519, and for no change of it", async () => {
    expect(await verify(Buffer.from(published), publishedRecord)).to.equal(true);
    for (const [from, to] of [
      ["Suzie Q", "Suzie R"],
      ["game.  Are", "game.  are"],
      ["t=1528637909", "t=1528637908"],
    ] as const) {
      expect(await verify(Buffer.from(published.replace(from, to)), publishedRecord), to).to.equal(false);
    }
  });

  it("holds with the record of its key alone", async () => {
    expect(await verify(signed(), key.record)).to.equal(true);
    expect(await verify(signed(), rsaKey().record)).to.equal(false);
    expect(await verify(signed(), publishedRecord)).to.equal(false);
    expect(await verify(signed(), "nonsense")).to.equal(false);
  });

  it("does not hold for a domain that is only testing", async () => {
    expect(await verify(signed(), `${key.record}; t=y`)).to.equal(false);
  });

  it("judges the expiry at the given moment, not now", async () => {
    const mail = signed({ tags: { t: "1000000000", x: "1000000010" } });
    expect(await verify(mail, key.record, 1_000_000_010)).to.equal(true);
    expect(await verify(mail, key.record, 1_000_000_011)).to.equal(false);
  });

  it("does not hold when the library cannot make sense of it", async () => {
    expect(await verify(signed({ tags: { q: "dns/other" } }), key.record)).to.equal(false);
    expect(await verify(signed({ tags: { bh: "!" } }), key.record)).to.equal(false);
    expect(await verify(signed({ tags: { h: `${SIGNED}:` } }), key.record)).to.equal(true);
  });
});
