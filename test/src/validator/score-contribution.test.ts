import { expect } from "chai";
import { randomBytes } from "node:crypto";
import { encodeEnvelope, parseEnvelope } from "../../../src/encryption/envelope.ts";
import { readBytes } from "../../../src/primitives/byte-stream.ts";
import { formatLocator, parseLocator } from "../../../src/storage/locator.ts";
import { readRegistry } from "../../../src/chain/registry-history.ts";
import { identityFromSeed } from "../../../src/encryption/age-identity.ts";
import { measureBudget, measureInJail, measureWithin } from "../../../src/jail/measure-in-jail.ts";
import { createNoveltyLedger } from "../../../src/scoring/novelty.ts";
import { noveltyInMemory } from "../../../src/scoring/novelty-source.ts";
import { rulesetV1 } from "../../../src/scoring/ruleset.ts";
import { measureContribution, scoreMeasured, type ScoringMeans } from "../../../src/validator/score-contribution.ts";
import { bundleMail } from "../../../src/export/mail-bundle.ts";
import { FIELDS, keySet, rsaKey, signedMail } from "../authenticity/mail-signer.ts";
import { codeOf } from "../../helpers/code-of.ts";
import { collectiveAtWork, syntheticZip } from "../../helpers/collective-at-work.ts";

const { prepare, register, people, collective, range, means, blobs, validators, provider } = await collectiveAtWork();

/** Registers what was prepared for somebody and scores it as validator `index`. */
async function registerAndScore(
  owner: number,
  prepared: { ciphertextHash: string; uri: string },
  index = 0,
  changed: Partial<ScoringMeans> = {},
) {
  const id = await register(people[owner]!, prepared);
  const contribution = (await readRegistry(collective.registry, await range())).find((entry) => entry.id === id)!;
  const measured = await measureContribution(contribution, { ...means(index), ...changed });
  return scoreMeasured(measured, noveltyInMemory(createNoveltyLedger()), rulesetV1);
}

describe("measureContribution and scoreMeasured", () => {
  it("scores what it can open, the same for every validator", async () => {
    const prepared = await prepare(people[0]!, syntheticZip(3));
    const scores = [];
    for (const index of validators.keys()) scores.push(await registerAndScore(0, prepared, index));

    expect(scores[0]!.units).to.be.greaterThan(1_000);
    expect(new Set(scores.map(({ units }) => units)).size).to.equal(1);
    expect(scores[0]!.delta!.fingerprints.length).to.be.greaterThan(0);
  });

  describe("an export mail in the sealed archive", () => {
    const key = rsaKey();
    const mailKeys = keySet(["s1", key, { validFrom: "2020-01-01", validTo: null }]);
    const account = "synthetic@example.com";
    const withMail = async (seed: number, to: string) => {
      const { timestamp } = (await provider.getBlock("latest"))!;
      const values: Record<string, string> = { To: to, Date: new Date(timestamp * 1_000).toUTCString() };
      const mail = signedMail({ key, fields: FIELDS.map(([name, value]) => [name, values[name] ?? value] as const) });
      const files = [syntheticZip(seed), mail].map((bytes) => new Blob([Uint8Array.from(bytes)]));
      return new Uint8Array(await new Response(bundleMail(files[0]!, files[1]!)).arrayBuffer());
    };

    it("raises the tier, the same for every validator", async () => {
      const plain = await registerAndScore(6, await prepare(people[6]!, syntheticZip(21)));
      const prepared = await prepare(people[6]!, await withMail(21, account));
      const scores = [];
      for (const index of validators.keys()) scores.push(await registerAndScore(6, prepared, index, { mailKeys }));
      scores.push(await registerAndScore(6, prepared, 0, { mailKeys, measure: measureInJail }));

      expect(new Set(scores.map(({ units }) => units)).size).to.equal(1);
      expect(scores[0]!.reasons).to.deep.equal(plain.reasons);
      expect(scores[0]!.units / plain.units).to.be.within(5.99, 6.01);
      expect(scores[0]!.delta!.mail?.owner).to.equal(people[6]!.address.toLowerCase());
    });

    it("leaves the archive self-declared, with a reason, when it does not count", async () => {
      const plain = await registerAndScore(7, await prepare(people[7]!, syntheticZip(22)));
      const others = await prepare(people[7]!, await withMail(22, "eve@example.org"));
      const own = await prepare(people[7]!, await withMail(22, account));

      const wrong = await registerAndScore(7, others, 0, { mailKeys });
      expect(wrong.units).to.equal(plain.units);
      expect(wrong.reasons).to.deep.equal(["MAIL_OTHER_MAILBOX", ...plain.reasons].sort());
      const unadopted = await registerAndScore(7, own);
      expect(unadopted.units).to.equal(plain.units);
      expect(unadopted.reasons).to.include("MAIL_KEY_UNKNOWN");
    });

    it("shows no address in the score", async () => {
      const scored = await registerAndScore(8, await prepare(people[8]!, await withMail(23, account)), 0, { mailKeys });
      expect(JSON.stringify(scored)).to.not.match(/synthetic@|example/);
    });
  });

  it("gives nothing to somebody who registers another's ciphertext", async () => {
    const stolen = await prepare(people[0]!, syntheticZip(4));

    const { units, reasons, delta } = await registerAndScore(1, stolen);

    expect({ units, reasons, delta }).to.deep.equal({
      units: 0,
      reasons: ["ENCRYPTION_WRAP_OWNER_MISMATCH"],
      delta: null,
    });
  });

  it("gives nothing for a locator, an envelope or an archive that cannot be read, and says why", async () => {
    const noLocator = { ciphertextHash: `0x${"1".repeat(64)}`, uri: "https://example.org/x" };
    const { sha256 } = await blobs.put(new TextEncoder().encode("no envelope"));
    const noEnvelope = { ciphertextHash: sha256, uri: `sha256:${sha256.slice(2)}` };
    const noArchive = await prepare(people[2]!, new TextEncoder().encode("no archive"));

    expect((await registerAndScore(2, noLocator)).reasons).to.deep.equal(["STORAGE_INVALID_LOCATOR"]);
    expect((await registerAndScore(2, noEnvelope)).reasons).to.deep.equal(["ENCRYPTION_INVALID_ENVELOPE"]);
    const { units, reasons } = await registerAndScore(2, noArchive);
    expect(units).to.equal(0);
    expect(reasons[0]).to.match(/^EXPORT_/);
  });

  it("gives nothing for an archive that no validator could hold in memory", async () => {
    const { ciphertextHash, uri } = await prepare(people[4]!, syntheticZip(5));
    const envelope = parseEnvelope(await readBytes(await blobs.get(parseLocator(uri)), 100_000));
    const huge = { ...envelope, payload: { ...envelope.payload, size: 2 ** 30 + 1 } };
    const { sha256 } = await blobs.put(encodeEnvelope(huge));

    const { units, reasons } = await registerAndScore(4, { ciphertextHash, uri: formatLocator(sha256) });

    expect({ units, reasons }).to.deep.equal({ units: 0, reasons: ["VALIDATOR_ARCHIVE_TOO_LARGE"] });
  });

  it("states no score for what it could not fetch", async () => {
    const prepared = await prepare(people[3]!, syntheticZip(5));
    await blobs.delete(prepared.ciphertextHash);

    expect(await codeOf(registerAndScore(3, prepared))).to.equal("STORAGE_NOT_FOUND");
  });

  it("states no score for what was not sealed for this validator", async () => {
    const prepared = await prepare(people[4]!, syntheticZip(9));
    const identity = await identityFromSeed(randomBytes(32));

    expect(await codeOf(registerAndScore(4, prepared, 0, { identities: [identity] }))).to.equal(
      "ENCRYPTION_NOT_A_RECIPIENT",
    );
  });

  it("opens what was sealed to an older key of this validator", async () => {
    const prepared = await prepare(people[5]!, syntheticZip(12));
    const newest = await identityFromSeed(randomBytes(32));
    const alone = await registerAndScore(5, prepared);
    const rotated = await registerAndScore(5, prepared, 0, { identities: [newest, validators[0]!.identity] });

    expect(rotated).to.deep.equal(alone);
  });

  it("scores in the jail as in this process, and states no score when the jail was killed", async () => {
    const prepared = await prepare(people[6]!, syntheticZip(11));
    const here = await registerAndScore(6, prepared);
    const jailed = await registerAndScore(6, prepared, 0, { measure: measureInJail });
    const measure = measureWithin({ ...measureBudget, wallMs: 1 });

    expect(jailed.units).to.equal(here.units).and.to.be.greaterThan(0);
    expect(jailed.delta!.fingerprints).to.deep.equal(here.delta!.fingerprints);
    expect(await codeOf(registerAndScore(6, prepared, 0, { measure }))).to.equal("VALIDATOR_PARSER_KILLED");
  });

  it("gives the jailed reader's verdict as the reason", async () => {
    const noArchive = await prepare(people[7]!, new TextEncoder().encode("no archive"));
    const { units, reasons } = await registerAndScore(7, noArchive, 0, { measure: measureInJail });

    expect({ units, reasons }).to.deep.equal({ units: 0, reasons: ["EXPORT_NOT_RECOGNISED"] });
  });

  it("does not lay the validator's own mistakes at the contribution's door", async () => {
    const prepared = await prepare(people[5]!, syntheticZip(9));
    const fingerprintKey = new Uint8Array(15);

    expect(await codeOf(registerAndScore(5, prepared, 0, { fingerprintKey }))).to.equal("SCORING_KEY_LENGTH");
  });
});
