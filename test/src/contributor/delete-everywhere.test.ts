import { expect } from "chai";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readRegistry } from "../../../src/chain/registry-history.ts";
import { readEpoch } from "../../../src/chain/read-epoch.ts";
import { deleteEverywhere, type NamedStore } from "../../../src/contributor/delete-everywhere.ts";
import { parseEnvelope } from "../../../src/encryption/envelope.ts";
import { readBytes } from "../../../src/primitives/byte-stream.ts";
import { RetryableError } from "../../../src/primitives/errors.ts";
import { toHex32, type Hex32 } from "../../../src/primitives/identifiers.ts";
import { emptyLedger } from "../../../src/rewards/ledger.ts";
import { decodeScoreFile } from "../../../src/rewards/score-file.ts";
import { createNoveltyLedger } from "../../../src/scoring/novelty.ts";
import { noveltyInMemory } from "../../../src/scoring/novelty-source.ts";
import type { BlobStore } from "../../../src/storage/blob-store.ts";
import { createDiskStore } from "../../../src/storage/disk-store.ts";
import { parseLocator } from "../../../src/storage/locator.ts";
import { measureContribution } from "../../../src/validator/score-contribution.ts";
import { scoreEpoch, scoringHere } from "../../../src/validator/score-epoch.ts";
import { codeOf } from "../../helpers/code-of.ts";
import { collectiveAtWork, syntheticZip } from "../../helpers/collective-at-work.ts";
import { scoresOf } from "../rewards/packing.ts";

const work = await collectiveAtWork();
const { prepare, register, people, blobs, validators, collective, record, as, range, means } = work;
const owner = people[0]!;

type Prepared = Awaited<ReturnType<typeof prepare>>;

async function blobsOf({ uri, ciphertextHash }: Prepared) {
  const envelope = parseEnvelope(await readBytes(await blobs.get(parseLocator(uri)), 100_000));
  return [ciphertextHash, ...envelope.wraps.map(({ sha256 }) => sha256), parseLocator(uri)];
}

/** A store of its own with the same blobs. */
async function copyOfStore(prepared: Prepared): Promise<BlobStore> {
  const copy = await createDiskStore(mkdtempSync(join(tmpdir(), "copy-")));
  for (const sha256 of await blobsOf(prepared)) await copy.put(await blobs.get(sha256));
  return copy;
}
const named = (address: string, store: BlobStore): NamedStore => ({ address, open: () => Promise.resolve(store) });
const down = (address: string): NamedStore => ({
  address,
  open: () => Promise.reject(new RetryableError("STORAGE_TEST_DOWN", "down")),
});
const whole = ({ uri, ciphertextHash }: Prepared) => ({ uri, ciphertextHash, blobs: null });
const isStored = async (prepared: readonly Hex32[], store = blobs) =>
  (await Promise.all(prepared.map((sha256) => store.has(sha256)))).some((has) => has);

describe("deleteEverywhere", () => {
  it("T48: leaves a removed contribution neither archive nor wrap, and no validator a score for it", async () => {
    const [prepared, kept] = [await prepare(owner, syntheticZip(1)), await prepare(owner, syntheticZip(2))];
    const [id, keptId] = [await register(owner, prepared), await register(owner, kept)];
    const before = (await readRegistry(collective.registry, await range())).find((entry) => entry.id === id)!;
    const stored = await blobsOf(prepared);

    await as(owner).registry.remove(id);
    const { stores, pending } = await deleteEverywhere([whole(prepared)], [named("here", blobs)]);

    expect(stores).to.deep.equal([{ address: "here", deleted: 2 + 1 + validators.length, failure: null }]);
    expect(pending).to.deep.equal([]);
    expect(await isStored(stored)).to.equal(false);
    expect(await Promise.all((await blobsOf(kept)).map((sha256) => blobs.has(sha256)))).not.to.include(false);
    expect(await collective.registry.hasConsent(id, 1)).to.equal(false);
    expect(await codeOf(measureContribution(before, means()))).to.equal("STORAGE_NOT_FOUND");

    await work.warpTo((await collective.schedule.endOf(1)) + 1n);
    const state = await readEpoch(collective, record, 1);
    const request = {
      ledger: emptyLedger,
      novelty: noveltyInMemory(createNoveltyLedger()),
      salt: toHex32(`0x${"5".repeat(64)}`),
    };
    const { file, unavailable } = await scoreEpoch(
      { ...request, state, validator: validators[0]!.address },
      scoringHere(means()),
    );
    expect(scoresOf(decodeScoreFile(file)).map(({ contributionId }) => contributionId)).to.deep.equal([keptId]);
    expect(unavailable).to.deep.equal([]);
  });

  it("deletes from every store, also by what another one tells of the blobs", async () => {
    const prepared = await prepare(owner, syntheticZip(3));
    const stored = await blobsOf(prepared);
    const copy = await copyOfStore(prepared);
    await blobs.delete(parseLocator(prepared.uri));

    const { stores } = await deleteEverywhere([whole(prepared)], [named("one", blobs), named("two", copy)]);

    expect(stores.map(({ deleted }) => deleted)).to.deep.equal([stored.length - 1, stored.length]);
    expect([await isStored(stored), await isStored(stored, copy)]).to.deep.equal([false, false]);
  });

  it("finishes what was interrupted, and finds nothing the second time", async () => {
    const prepared = await prepare(owner, syntheticZip(4));
    const stored = await blobsOf(prepared);
    await blobs.delete(prepared.ciphertextHash);

    const first = await deleteEverywhere([whole(prepared)], [named("here", blobs)]);
    const second = await deleteEverywhere([whole(prepared)], [named("here", blobs)]);

    expect(first.stores[0]).to.include({ deleted: stored.length - 1 });
    expect(second).to.deep.include({ pending: [], stores: [{ address: "here", deleted: 0, failure: null }] });
  });

  it("names a store that is down as pending, with what is to be deleted there, and empties the others", async () => {
    const prepared = await prepare(owner, syntheticZip(5));
    const stored = await blobsOf(prepared);
    const outcome = await deleteEverywhere([whole(prepared)], [down("away"), named("here", blobs)]);

    expect(outcome.pending).to.deep.equal(["away"]);
    expect(outcome.stores.map(({ failure }) => failure?.code)).to.deep.equal(["STORAGE_TEST_DOWN", undefined]);
    expect(outcome.versions[0]?.blobs).to.deep.equal(stored);
    expect(await isStored(stored)).to.equal(false);
  });

  it("asks all stores again while only one that is down may know the blobs", async () => {
    const prepared = await prepare(owner, syntheticZip(6));
    await blobs.delete(parseLocator(prepared.uri));
    const outcome = await deleteEverywhere([whole(prepared)], [named("here", blobs), down("away")]);

    expect(outcome.pending).to.deep.equal(["here", "away"]);
    expect(outcome.versions[0]?.blobs).to.equal(null);
  });

  it("goes on where one store cannot delete", async () => {
    const prepared = await prepare(owner, syntheticZip(7));
    const copy = await copyOfStore(prepared);
    const stuck = { ...copy, delete: () => Promise.reject(new RetryableError("STORAGE_TEST_STUCK", "stuck")) };
    const outcome = await deleteEverywhere([whole(prepared)], [named("stuck", stuck), named("here", blobs)]);

    expect(outcome.pending).to.deep.equal(["stuck"]);
    expect(await isStored(await Promise.resolve(outcome.versions[0]?.blobs ?? []))).to.equal(false);
  });

  it("deletes nothing by a locator that leads to another archive, or nowhere", async () => {
    const [prepared, other] = [await prepare(owner, syntheticZip(8)), await prepare(owner, syntheticZip(9))];
    const mixed = { uri: prepared.uri, ciphertextHash: other.ciphertextHash, blobs: null };
    const nowhere = { uri: "https://example.org/x", ciphertextHash: other.ciphertextHash, blobs: null };
    const outcome = await deleteEverywhere([mixed, nowhere], [named("here", blobs)]);

    expect(outcome.unreadable).to.deep.equal(["CONTRIBUTOR_OTHER_ARCHIVE", "STORAGE_INVALID_LOCATOR"]);
    expect(outcome.pending).to.deep.equal([]);
    for (const sha256 of await blobsOf(prepared)) expect(await blobs.has(sha256)).to.equal(true);
  });
});
