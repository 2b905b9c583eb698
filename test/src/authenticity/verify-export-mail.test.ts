import { expect } from "chai";
import fc from "fast-check";
import { verifyExportMail, type MailPolicy } from "../../../src/authenticity/verify-export-mail.ts";
import {
  BODY,
  composeMail,
  DOMAIN,
  ed25519Key,
  FIELDS,
  keySet,
  MAILBOX,
  rsaKey,
  SENDER,
  SENT_AT,
  SIGNED,
  signatureLine,
  signedMail,
  type SignOptions,
} from "./mail-signer.ts";

const DAY = 86_400;
const rsa = rsaKey();
const ed25519 = ed25519Key();
const stranger = rsaKey();
const policy: MailPolicy = {
  keys: keySet(["s1", rsa], ["ed", ed25519]),
  submittedAt: SENT_AT + 2 * DAY,
  maxAgeDays: 30,
};
const proven = { kind: "proven", mailbox: MAILBOX, sentAt: SENT_AT } as const;

const judge = (mail: Uint8Array, changes: Partial<MailPolicy> = {}) =>
  verifyExportMail(mail, { ...policy, ...changes });
const verdictOf = async (options: Partial<SignOptions>, changes: Partial<MailPolicy> = {}) => {
  const verdict = await judge(signedMail({ key: rsa, ...options }), changes);
  return verdict.kind === "proven" ? "proven" : verdict.reason;
};
const reasonOf = async (mail: Uint8Array, changes: Partial<MailPolicy> = {}) => {
  const verdict = await judge(mail, changes);
  return verdict.kind === "proven" ? "proven" : verdict.reason;
};
/** The mail's fields with some values changed; `null` takes a field away. */
const withFields = (changes: Readonly<Record<string, string | null>>) =>
  FIELDS.flatMap(([name, value]) => {
    const changed = changes[name];
    return changed === null ? [] : [[name, changed ?? value] as const];
  });
const text = (mail: Uint8Array) => Buffer.from(mail).toString("latin1");
const bytes = (mail: string) => Uint8Array.from(Buffer.from(mail, "latin1"));
const replaced = (mail: Uint8Array, from: string, to: string) => {
  expect(text(mail)).to.include(from);
  return bytes(text(mail).replace(from, to));
};

describe("verifyExportMail", () => {
  describe("accepts", () => {
    for (const canonicalisation of ["relaxed/relaxed", "relaxed/simple", "simple/relaxed", "simple/simple", "simple"]) {
      it(`a genuine mail signed by RSA or Ed25519, ${canonicalisation}`, async () => {
        expect(await judge(signedMail({ key: rsa, canonicalisation }))).to.deep.equal(proven);
        const tags = { s: "ed" };
        expect(await judge(signedMail({ key: ed25519, canonicalisation, tags }))).to.deep.equal(proven);
      });
    }

    it("a mail saved with line feeds alone", async () => {
      const mail = bytes(text(signedMail({ key: rsa })).replaceAll("\r\n", "\n"));
      expect(await judge(mail)).to.deep.equal(proven);
    });

    it("what relays put above it: traces, seals and signatures of their own", async () => {
      const relay = signatureLine({ key: stranger, tags: { d: "relay.example" } });
      const traces = [
        "Delivered-To: somebody@example.net",
        "Received: by 2002:a17 with SMTP id x;\r\n Fri, 24 Oct 2025",
      ];
      const seal = "ARC-Seal: i=1; a=rsa-sha256; t=1; cv=none; d=relay.example; s=a; b=AAAA";
      expect(await judge(composeMail([...traces, seal, relay, signatureLine({ key: rsa })]))).to.deep.equal(proven);
    });

    it("an empty body", async () => {
      for (const canonicalisation of ["relaxed/relaxed", "simple/simple"]) {
        expect(await judge(signedMail({ key: rsa, body: "", canonicalisation }))).to.deep.equal(proven);
      }
    });

    it("a second signature when the first one does not hold", async () => {
      const wrong = signatureLine({ key: stranger });
      expect(await judge(composeMail([wrong, signatureLine({ key: rsa })]))).to.deep.equal(proven);
      expect(await reasonOf(composeMail([wrong, signatureLine({ key: rsa, tags: { l: "1" } })]))).to.equal(
        "MAIL_SIGNATURE_WRONG",
      );
    });

    it("the identity of the sender, or of the domain", async () => {
      for (const i of [SENDER, `@${DOMAIN}`]) expect(await verdictOf({ tags: { i } })).to.equal("proven");
    });
  });

  describe("forgery", () => {
    it("a mail without a signature, or with those of others alone, proves nothing", async () => {
      expect(await reasonOf(composeMail([]))).to.equal("MAIL_UNSIGNED");
      for (const d of ["openai.com", "evil.tm.openai.com", "tm.openai.com.evil.example", "xtm.openai.com"]) {
        expect(await verdictOf({ tags: { d } }), d).to.equal("MAIL_UNSIGNED");
      }
    });

    it("a key that somebody else made is of no use", async () => {
      expect(await verdictOf({ key: stranger })).to.equal("MAIL_SIGNATURE_WRONG");
      expect(await verdictOf({ tags: { s: "mine" } })).to.equal("MAIL_KEY_UNKNOWN");
      expect(await verdictOf({ key: ed25519, tags: { s: "s1" } })).to.equal("MAIL_SIGNATURE_WRONG");
    });

    it("changed words show, in the header and in the body", async () => {
      const mail = signedMail({ key: rsa });
      for (const [from, to] of [
        [MAILBOX, "eve@example.org"],
        ["04:54:50", "04:54:51"],
        ["OpenAI <", "Open AI <"],
        ["Link:", "Lynk:"],
        ["</p>", "</p>\r\n"],
      ] as const) {
        expect(await reasonOf(replaced(mail, from, to)), from).to.equal("MAIL_SIGNATURE_WRONG");
      }
    });

    it("l=: text appended behind a signed length, or a length that covers nothing", async () => {
      const whole = Buffer.byteLength(BODY);
      for (const bodyLength of [0, 10, whole]) {
        const mail = signedMail({ key: rsa, bodyLength });
        expect(await reasonOf(bytes(`${text(mail)}appended`)), `${bodyLength}`).to.equal("MAIL_BODY_LENGTH");
        expect(await reasonOf(mail), `${bodyLength}`).to.equal("MAIL_BODY_LENGTH");
      }
    });

    it("over-signing: a second From, To, Subject or Date is refused wherever it stands", async () => {
      const line = signatureLine({ key: rsa, signed: "from:to:subject:date" });
      for (const extra of [
        "From: eve@example.org",
        "to: eve@example.org",
        "SUBJECT: x",
        "Date: Sat, 25 Oct 2025 04:54:50 +0000",
      ]) {
        expect(await reasonOf(composeMail([extra, line])), extra).to.equal("MAIL_FIELD_REPEATED");
        const below = bytes(text(composeMail([line])).replace("\r\n\r\n", `\r\n${extra}\r\n\r\n`));
        expect(await reasonOf(below), extra).to.equal("MAIL_FIELD_REPEATED");
      }
    });

    it("a second one of any other signed field is refused, of an unsigned one it is not", async () => {
      const line = signatureLine({ key: rsa });
      expect(await reasonOf(composeMail(["Content-Type: text/plain", line]))).to.equal("MAIL_FIELD_REPEATED");
      expect(await reasonOf(composeMail(["Message-ID: <other>", line]))).to.equal("proven");
    });

    it("fields that the signature counts as absent cannot be added", async () => {
      const line = signatureLine({ key: rsa });
      expect(await reasonOf(composeMail(["Cc: eve@example.org", line]))).to.equal("MAIL_SIGNATURE_WRONG");
    });

    it("From, To, Subject and Date must all be signed", async () => {
      for (const name of ["from", "to", "subject", "date"]) {
        const signed = SIGNED.split(":")
          .filter((field) => field !== name)
          .join(":");
        expect(await verdictOf({ signed }), name).to.equal("MAIL_FIELD_UNSIGNED");
      }
    });

    it("retired, unknown and missing algorithms are refused", async () => {
      for (const a of ["rsa-sha1", "rsa-sha512", "RSA-SHA256", "none"]) {
        expect(await verdictOf({ tags: { a } }), a).to.equal("MAIL_SIGNATURE_REFUSED");
      }
      expect(await verdictOf({ tags: { a: "" } })).to.equal("MAIL_UNSIGNED");
    });

    it("an identity of another domain, or of a subdomain, is refused", async () => {
      for (const i of ["@openai.com", "eve@sub.tm.openai.com", "eve@example.org"]) {
        expect(await verdictOf({ tags: { i } }), i).to.equal("MAIL_SIGNATURE_REFUSED");
      }
    });

    it("a signature over other signatures is refused", async () => {
      expect(await verdictOf({ signed: `${SIGNED}:dkim-signature` })).to.equal("MAIL_SIGNATURE_REFUSED");
    });

    it("tags twice, a wrong version and unknown forms make it no signature", async () => {
      for (const tags of [{ v: "2" }, { c: "nofws/simple" }, { t: "now" }, { x: "-1" }, { s: "" }, { d: "" }]) {
        expect(await verdictOf({ tags }), JSON.stringify(tags)).to.equal("MAIL_UNSIGNED");
      }
      const twice = replaced(signedMail({ key: rsa }), "\tbh=", "\td=evil.example;\r\n\tbh=");
      expect(await reasonOf(twice)).to.equal("MAIL_UNSIGNED");
    });

    it("other mails of the same sender are no export mails", async () => {
      for (const Subject of ["Your OpenAI code is 517545", "Re: ChatGPT - Your data export is ready", ""]) {
        expect(await verdictOf({ fields: withFields({ Subject }) })).to.equal("MAIL_OTHER_SUBJECT");
      }
    });

    it("only the exact sender counts, whatever name it gives itself", async () => {
      for (const From of [`"${SENDER}" <eve@example.org>`, "eve@tm.openai.com", "noreply@openai.com"]) {
        expect(await verdictOf({ fields: withFields({ From }) }), From).to.equal("MAIL_OTHER_SENDER");
      }
    });
  });

  describe("time", () => {
    const sent = (submittedAt: number) => verdictOf({}, { submittedAt });

    it("a mail counts from a day before its date to its greatest age", async () => {
      expect(await sent(SENT_AT - DAY)).to.equal("proven");
      expect(await sent(SENT_AT - DAY - 1)).to.equal("MAIL_FROM_FUTURE");
      expect(await sent(SENT_AT + 30 * DAY)).to.equal("proven");
      expect(await sent(SENT_AT + 30 * DAY + 1)).to.equal("MAIL_TOO_OLD");
    });

    it("x= is judged at the contribution", async () => {
      const tags = { t: String(SENT_AT), x: String(SENT_AT + DAY) };
      expect(await verdictOf({ tags }, { submittedAt: SENT_AT + DAY })).to.equal("proven");
      expect(await verdictOf({ tags }, { submittedAt: SENT_AT + DAY + 1 })).to.equal("MAIL_EXPIRED");
    });

    it("x= not after t= is no signature that holds", async () => {
      const tags = { t: String(SENT_AT), x: String(SENT_AT) };
      expect(await verdictOf({ tags }, { submittedAt: SENT_AT })).to.equal("MAIL_SIGNATURE_WRONG");
    });

    it("t= more than a day off the date is refused", async () => {
      for (const [offset, verdict] of [
        [DAY, "proven"],
        [-DAY, "proven"],
        [DAY + 1, "MAIL_SIGNATURE_REFUSED"],
        [-DAY - 1, "MAIL_SIGNATURE_REFUSED"],
      ] as const) {
        expect(await verdictOf({ tags: { t: String(SENT_AT + offset) } }), `${offset}`).to.equal(verdict);
      }
    });

    it("a key vouches for the mails of its days alone", async () => {
      const keys = keySet(["s1", rsa, { validTo: "2025-10-24" }]);
      expect(await verdictOf({}, { keys })).to.equal("MAIL_KEY_UNKNOWN");
      expect(await verdictOf({}, { keys: keySet(["s1", rsa, { validFrom: "2025-10-25", validTo: null }]) })).to.equal(
        "proven",
      );
    });
  });

  describe("malformed mail", () => {
    it("is refused, never thrown at", async () => {
      const mail = text(signedMail({ key: rsa }));
      for (const broken of [
        "",
        "\r\n\r\n",
        "no mail",
        mail.slice(0, 300),
        `From nobody Sat Oct 25\r\n${mail}`,
        ` ${mail}`,
        mail.replace("To: ", "To : "),
        mail.replace("To: ", "To: \r\n \r\n"),
        mail.replace("To: ", "To: \r"),
        `${mail}\0`,
        `${mail}\r`,
        mail.replace("To:", "Bcc:"),
        mail.replace(MAILBOX, `${MAILBOX}, eve@example.org`),
        mail.replace(MAILBOX, "undisclosed-recipients:;"),
        mail.replace(" Oct ", " Okt "),
        "A: b\r\n".repeat(501) + mail,
      ]) {
        expect(await reasonOf(bytes(broken)), JSON.stringify(broken.slice(0, 40))).to.equal("MAIL_MALFORMED");
      }
      expect(await reasonOf(new Uint8Array(256 * 1024 + 1))).to.equal("MAIL_TOO_LARGE");
    });

    it("a pinned record that is none cannot make a signature hold, nor throw", async () => {
      for (const record of ["", "v=DKIM1; p=", "v=DKIM1; p=AAAA", rsaKey(1_024).record, `${rsa.record}; t=y`]) {
        const keys = keySet(["s1", rsa, { record }]);
        expect(await verdictOf({}, { keys }), record.slice(0, 20)).to.equal("MAIL_SIGNATURE_WRONG");
      }
    });

    it("a key of 1,024 bits does not count even when its signature is right", async () => {
      const weak = rsaKey(1_024);
      expect(await verdictOf({ key: weak }, { keys: keySet(["s1", weak]) })).to.equal("MAIL_SIGNATURE_WRONG");
    });
  });

  it("any bytes give a verdict", async () => {
    const mail = signedMail({ key: rsa });
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), fc.nat(mail.length), async (noise, at) => {
        expect((await judge(noise)).kind).to.equal("refused");
        const mixed = Uint8Array.from([...mail.slice(0, at), ...noise, ...mail.slice(at)]);
        expect(["proven", "refused"]).to.include((await judge(mixed)).kind);
      }),
      { numRuns: 100 },
    );
  });

  it("no single byte can be changed so that the mail proves anything else", async () => {
    const mails = [
      signedMail({ key: rsa }),
      signedMail({ key: ed25519, tags: { s: "ed" }, canonicalisation: "simple" }),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...mails).chain((mail) => fc.tuple(fc.constant(mail), fc.nat(mail.length - 1))),
        fc.integer({ min: 0, max: 255 }),
        async ([mail, at], byte) => {
          const verdict = await judge(mail.with(at, byte));
          if (verdict.kind === "proven") expect(verdict).to.deep.equal(proven);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
