import { expect } from "chai";
import { readRegistry } from "../../../src/chain/registry-history.ts";
import { readEpoch } from "../../../src/chain/read-epoch.ts";
import { deleteContributionBlobs } from "../../../src/contributor/delete-contribution-blobs.ts";
import { parseEnvelope } from "../../../src/encryption/envelope.ts";
import { readBytes } from "../../../src/primitives/byte-stream.ts";
import { toHex32 } from "../../../src/primitives/identifiers.ts";
import { emptyLedger } from "../../../src/rewards/ledger.ts";
import { decodeScoreFile } from "../../../src/rewards/score-file.ts";
import { createNoveltyLedger } from "../../../src/scoring/novelty.ts";
import { parseLocator } from "../../../src/storage/locator.ts";
import { scoreContribution } from "../../../src/validator/score-contribution.ts";
import { scoreEpoch } from "../../../src/validator/score-epoch.ts";
import { codeOf } from "../../helpers/code-of.ts";
import { collectiveAtWork, syntheticZip } from "../../helpers/collective-at-work.ts";
import { scoresOf } from "../rewards/packing.ts";

const work = await collectiveAtWork();
const { prepare, register, people, blobs, validators, collective, record, as, range, means } = work;
const owner = people[0]!;

async function blobsOf({ uri, ciphertextHash }: Awaited<ReturnType<typeof prepare>>) {
  const envelope = parseEnvelope(await readBytes(await blobs.get(parseLocator(uri)), 100_000));
  return [ciphertextHash, ...envelope.wraps.map(({ sha256 }) => sha256), parseLocator(uri)];
}

describe("deleteContributionBlobs", () => {
  it("T48: leaves a removed contribution neither archive nor wrap, and no validator a score for it", async () => {
    const [prepared, kept] = [await prepare(owner, syntheticZip(1)), await prepare(owner, syntheticZip(2))];
    const [id, keptId] = [await register(owner, prepared), await register(owner, kept)];
    const before = (await readRegistry(collective.registry, await range())).find((entry) => entry.id === id)!;
    const stored = await blobsOf(prepared);
    expect(await Promise.all(stored.map((sha256) => blobs.has(sha256)))).not.to.include(false);

    await as(owner).registry.remove(id);
    const deleted = await deleteContributionBlobs(before, blobs);

    expect(deleted).to.equal(2 + 1 + validators.length);
    expect(await Promise.all(stored.map((sha256) => blobs.has(sha256)))).not.to.include(true);
    expect(await Promise.all((await blobsOf(kept)).map((sha256) => blobs.has(sha256)))).not.to.include(false);
    expect(await collective.registry.hasConsent(id, 1)).to.equal(false);
    expect(await codeOf(scoreContribution(before, createNoveltyLedger(), means()))).to.equal("STORAGE_NOT_FOUND");

    await work.warpTo((await collective.schedule.endOf(1)) + 1n);
    const state = await readEpoch(collective, record, 1);
    const request = { ledger: emptyLedger, novelty: createNoveltyLedger(), salt: toHex32(`0x${"5".repeat(64)}`) };
    const { file, unavailable } = await scoreEpoch({ ...request, state, validator: validators[0]!.address }, means());
    expect(scoresOf(decodeScoreFile(file)).map(({ contributionId }) => contributionId)).to.deep.equal([keptId]);
    expect(unavailable).to.deep.equal([]);
  });

  it("can be repeated, and finishes what was interrupted", async () => {
    const prepared = await prepare(owner, syntheticZip(3));
    const stored = await blobsOf(prepared);
    await blobs.delete(prepared.ciphertextHash);

    expect(await deleteContributionBlobs(prepared, blobs)).to.equal(stored.length);
    expect(await Promise.all(stored.map((sha256) => blobs.has(sha256)))).not.to.include(true);
    expect(await deleteContributionBlobs(prepared, blobs)).to.equal(0);
  });

  it("deletes nothing when the envelope is that of another archive", async () => {
    const [prepared, other] = [await prepare(owner, syntheticZip(4)), await prepare(owner, syntheticZip(5))];
    const mixed = { uri: prepared.uri, ciphertextHash: other.ciphertextHash };

    expect(await codeOf(deleteContributionBlobs(mixed, blobs))).to.equal("CONTRIBUTOR_OTHER_ARCHIVE");

    for (const sha256 of await blobsOf(prepared)) expect(await blobs.has(sha256)).to.equal(true);
  });
});
