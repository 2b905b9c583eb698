import { expect } from "chai";
import fc from "fast-check";
import { findCards } from "../../../src/sharing/find-cards.ts";
import { findEmails } from "../../../src/sharing/find-emails.ts";
import { findIbans } from "../../../src/sharing/find-ibans.ts";
import { findIpAddresses } from "../../../src/sharing/find-ip-addresses.ts";
import { findKeys } from "../../../src/sharing/find-keys.ts";
import { findPhones } from "../../../src/sharing/find-phones.ts";
import { createWordFinder } from "../../../src/sharing/find-words.ts";
import { createRedactor, type RedactionRule } from "../../../src/sharing/redact-text.ts";
import { detectableKinds } from "../../../src/sharing/sharing-plan.ts";
import { CountedSigns, hostileTexts, pumps } from "./counted-signs.ts";

const redact = (text: string, rule: Partial<RedactionRule> = {}) =>
  createRedactor({ kinds: [...detectableKinds, "word"], words: [], ...rule })(text);

describe("createRedactor", () => {
  it("puts a mark of its kind in the place of each find", () => {
    const { text, removals } = redact("Mail a@b.de, call +49 170 1234567 or 203.0.113.9.");

    expect(text).to.equal("Mail [email removed], call [phone removed] or [ip removed].");
    expect(removals).to.deep.equal([
      { kind: "email", text: "a@b.de" },
      { kind: "phone", text: "+49 170 1234567" },
      { kind: "ip", text: "203.0.113.9" },
    ]);
  });

  it("leaves a mark of one length, however long the find was", () => {
    const short = redact("x a@b.de y").text;
    expect(redact(`x ${"a".repeat(40)}@${"b".repeat(60)}.de y`).text).to.equal(short);
  });

  it("removes what invisible signs, other digits and full-width signs hide", () => {
    expect(redact("jo\u200bhn@exam\u00adple.com").text).to.equal("[email removed]");
    expect(redact("٠١٧٠ ١٢٣٤٥٦٧").text).to.equal("[phone removed]");
    expect(redact("ｊｏｈｎ＠ｅｘａｍｐｌｅ．ｃｏｍ").text).to.equal("[email removed]");
    expect(redact("mailto:john%40example.com").text).to.equal("mailto:[email removed]");
  });

  it("removes the whole of what overlaps, named after the greater secret", () => {
    const { text, removals } = redact("https://john:secret@mail.example.com/x");
    expect(text).to.equal("https://[key removed]/x");
    expect(removals.map(({ kind }) => kind)).to.deep.equal(["key"]);
  });

  it("removes the kinds that were chosen and no others", () => {
    expect(redact("a@b.de 203.0.113.9", { kinds: ["ip"] }).text).to.equal("a@b.de [ip removed]");
    expect(redact("a@b.de", { kinds: [] }).text).to.equal("a@b.de");
    expect(redact("Bob", { kinds: ["ip"], words: ["bob"] }).text).to.equal("Bob");
  });

  it("removes the owner's words in any spelling, whole", () => {
    expect(redact("Straße 5, STRASSE, Strasser", { words: ["strasse"] }).text).to.equal(
      "[word removed] 5, [word removed], Strasser",
    );
    expect(redact("José, JOSE\u0301", { words: ["jose"] }).text).to.equal("[word removed], [word removed]");
  });

  it("gives a text without finds back as it is", () => {
    const text = "Version 1.2.3 of 2024-05-17, order 112-3456789-1234567, id 6819f1a2-7c1c-8005-9a8b-123456789012 🙂";
    expect(redact(text)).to.deep.equal({ text, removals: [] });
  });

  it("finds nothing more in what it has made", () => {
    const piece = fc.constantFrom(...pumps, "a@b.de", "+49 170 1234567", "4111 1111 1111 1111", "203.0.113.9", " and ");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const once = redact(pieces.join(" ")).text;
        expect(redact(once).text).to.equal(once);
      }),
      { numRuns: 1000 },
    );
  });

  it("gives the rest of the text back untouched, around the marks", () => {
    const piece = fc.constantFrom("plain words ", "a@b.de ", "ü\u200b ", "203.0.113.9 ", "\n");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const { text, removals } = redact(pieces.join(""));
        let restored = text;
        for (const { kind, text: removed } of removals) restored = restored.replace(`[${kind} removed]`, () => removed);
        expect(restored).to.equal(pieces.join(""));
      }),
      { numRuns: 300 },
    );
  });
});

describe("scanners", () => {
  const scanners = {
    findCards,
    findEmails,
    findIbans,
    findIpAddresses,
    findKeys,
    findPhones,
    words: createWordFinder(["a", "aa", "a1", "phone", "a@", "aaaaaaaaab", "12"], { isWhole: true }),
  };
  const [SHORT, LONG] = [4_000, 16_000];

  for (const [name, find] of Object.entries(scanners)) {
    it(`T61: ${name} looks at each sign a bounded number of times, whatever the text holds`, () => {
      const long = hostileTexts(LONG);
      for (const [index, { pump, text }] of hostileTexts(SHORT).entries()) {
        const [few, many] = [new CountedSigns(text), new CountedSigns(long[index]?.text ?? "")];
        find(few);
        find(many);

        expect(many.steps / many.length, JSON.stringify(pump)).to.be.at.most(80);
        // Four times the text is four times the work, and what a few signs at the end may add.
        expect(many.steps, JSON.stringify(pump)).to.be.at.most(4 * few.steps + 5_000);
      }
    });
  }
});
