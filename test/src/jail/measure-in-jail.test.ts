import { expect } from "chai";
import { readBytes } from "../../../src/primitives/byte-stream.ts";
import { RetryableError } from "../../../src/primitives/errors.ts";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import { measureBudget, measureInJail, measureWithin } from "../../../src/jail/measure-in-jail.ts";
import { measureZip } from "../../../src/jail/measure-zip.ts";
import { createNoveltyLedger } from "../../../src/scoring/novelty.ts";
import { pinnedMailKeys } from "../../../src/authenticity/pinned-mail-keys.ts";
import { rulesetV1 } from "../../../src/scoring/ruleset.ts";
import { settleArchive } from "../../../src/scoring/settle-archive.ts";
import { generateExport } from "../../../src/synthetic/generate-export.ts";
import { codeOf } from "../../helpers/code-of.ts";

const context = {
  ruleset: rulesetV1,
  fingerprintKey: new Uint8Array(16).fill(7),
  owner: toAddress(`0x${"1".repeat(40)}`),
  submittedAt: 1_790_000_000,
  mailKeys: pinnedMailKeys,
};
const stream = (bytes: Uint8Array | string): ReadableStream<Uint8Array> => new Blob([bytes as BlobPart]).stream();
const synthetic = (seed: number): Uint8Array =>
  generateExport({ seed, conversations: 5, era: "slim", startAt: 1_705_276_800 });

describe("measureInJail", function () {
  this.timeout(120_000);

  it("measures exactly as this process does", async () => {
    for (const seed of [1, 2]) {
      const here = await measureZip(stream(synthetic(seed)), context);
      const jailed = await measureInJail(stream(synthetic(seed)), context);
      expect(jailed.measures.map(({ fingerprints }) => [...fingerprints])).to.deep.equal(
        here.measures.map(({ fingerprints }) => [...fingerprints]),
      );
      const settled = [here, jailed].map((archive) => settleArchive(archive, createNoveltyLedger(), rulesetV1));
      expect(settled[0]!.units).to.be.greaterThan(0);
      expect(settled[1]).to.deep.equal(settled[0]);
      expect(jailed.cluster).to.equal(here.cluster);
    }
  });

  it("measures eight archives at the same time", async () => {
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
    const jailed = await Promise.all(seeds.map((seed) => measureInJail(stream(synthetic(seed)), context)));
    for (const [index, seed] of seeds.entries()) {
      const here = await measureZip(stream(synthetic(seed)), context);
      expect(jailed[index]!.measures.map(({ id }) => id)).to.deep.equal(here.measures.map(({ id }) => id));
    }
  });

  it("gives the reader's verdict with its code, facts and hint, and no word of the file", async () => {
    const secret = "my private words";
    for (const bytes of [secret, `[{"title": "${secret}"`, `[{"mapping": {"${secret}": 1}}]`]) {
      const here = await measureZip(stream(bytes), context).catch((error: unknown) => error);
      const jailed = await measureInJail(stream(bytes), context).catch((error: unknown) => error);
      const { code, context: facts, hint, message } = here as RetryableError;
      expect(code).to.match(/^EXPORT_/);
      expect(jailed).to.include({ code, hint, message }).and.have.property("context").that.deep.equals(facts);
      expect(`${message}${String(hint)}${JSON.stringify(facts)}`).not.to.contain("private");
    }
  });

  it("finds a wrong set-up before any archive is read", async () => {
    const wrong = { ...context, fingerprintKey: new Uint8Array(15) };
    expect(await codeOf(measureInJail(stream("x"), wrong))).to.equal("SCORING_KEY_LENGTH");
    expect(await codeOf(measureInJail(stream("x"), { ...context, submittedAt: 0 }))).to.equal("SCORING_SUBMITTED_AT");
  });

  it("states nothing about an archive whose jail was killed", async () => {
    const measure = measureWithin({ ...measureBudget, wallMs: 1 });
    const error: unknown = await measure(stream(synthetic(1)), context).catch((error: unknown) => error);
    expect(error).to.be.instanceOf(RetryableError).and.include({ code: "VALIDATOR_PARSER_KILLED" });
    const poor = measureWithin({ ...measureBudget, answerBytes: 100 });
    expect(await codeOf(poor(stream(synthetic(1)), context))).to.equal("VALIDATOR_PARSER_KILLED");
  });

  it("gives the failure of the zip's own stream, not a verdict about half of it", async () => {
    const bytes = synthetic(3);
    let isFirst = true;
    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (isFirst) controller.enqueue(bytes.subarray(0, 1_000));
        else controller.error(new RetryableError("STORAGE_BROKEN", "gone"));
        isFirst = false;
      },
    });
    expect(await codeOf(measureInJail(broken, context))).to.equal("STORAGE_BROKEN");
    expect(await readBytes(stream(bytes), bytes.length)).to.have.length(bytes.length);
  });
});
