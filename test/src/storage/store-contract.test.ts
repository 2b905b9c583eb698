import { expect } from "chai";
import fc from "fast-check";
import { toHex32, type Hex32 } from "../../../src/primitives/identifiers.ts";
import { collect, streamOf } from "../../helpers/collect.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";
import { measureLargeBlob } from "./measure-large-blob.ts";
import { adapters, type OpenedStore } from "./opened-stores.ts";
import { hashOf } from "./temporary-store.ts";

const ABSENT = toHex32(`0x${"ab".repeat(32)}`);
const MEGABYTE = 1024 * 1024;

for (const [index, [name, open]] of Object.entries(adapters).entries()) {
  describe(`what every store promises: ${name}`, function () {
    this.timeout(600_000);
    let at: OpenedStore;
    /** Other bytes for each adapter: several may be at one server. */
    const bytes = (size: number, seed: number): Uint8Array<ArrayBuffer> => seededBytes(size, 100 * (index + 1) + seed);

    before(async () => {
      at = await open();
    });

    it("gives blobs of any size back, named by their hash", async () => {
      for (const size of [0, 1, 65_537, MEGABYTE, MEGABYTE + 1, 3_000_001]) {
        const blob = bytes(size, 1);
        const reference = await at.store.put(blob);

        expect(reference).to.deep.equal({ sha256: hashOf(blob), size });
        expect(Buffer.compare(await collect(await at.store.get(reference.sha256)), blob)).to.equal(0);
      }
    });

    it("takes bytes, a Blob and a stream in any pieces", async () => {
      const blob = bytes(200_000, 7);
      const pieces = [blob.subarray(0, 1), blob.subarray(1, 70_000), new Uint8Array(0), blob.subarray(70_000)];
      for (const source of [blob, new Blob([blob]), streamOf(pieces)]) {
        await at.store.delete(hashOf(blob));
        expect(await at.store.put(source)).to.deep.equal({ sha256: hashOf(blob), size: blob.length });
        expect(Buffer.compare(await collect(await at.store.get(hashOf(blob))), blob)).to.equal(0);
      }
    });

    it("is content when a blob is put twice, also at once", async () => {
      const blob = bytes(300_000, 8);
      await Promise.all([at.store.put(blob), at.store.put(blob), at.store.put(blob)]);
      await at.store.put(blob);

      expect(Buffer.compare(await collect(await at.store.get(hashOf(blob))), blob)).to.equal(0);
    });

    it("keeps blobs that come at once apart", async () => {
      const blobs = Array.from({ length: 8 }, (_, i) => bytes(1000 + i, i + 20));
      const references = await Promise.all(blobs.map((blob) => at.store.put(blob)));

      for (const [i, { sha256 }] of references.entries()) {
        expect(await collect(await at.store.get(sha256))).to.deep.equal(blobs[i]);
      }
    });

    it("says STORAGE_NOT_FOUND for what is not there", async () => {
      expect(await at.store.has(ABSENT)).to.equal(false);
      expect(await rejectedCode(async () => collect(await at.store.get(ABSENT)))).to.equal("STORAGE_NOT_FOUND");
      await at.store.delete(ABSENT);
    });

    it("T48: a deleted blob is gone from the backend itself, with all its versions, and no other is", async () => {
      const [gone, kept] = [bytes(5000, 9), bytes(5000, 10)];
      for (const blob of [gone, kept, gone]) await at.store.put(blob);
      expect(await Promise.all([at.keeps(hashOf(gone)), at.store.has(hashOf(gone))])).to.deep.equal([true, true]);

      await at.store.delete(hashOf(gone));

      expect(await Promise.all([at.keeps(hashOf(gone)), at.store.has(hashOf(gone))])).to.deep.equal([false, false]);
      expect(await rejectedCode(async () => collect(await at.store.get(hashOf(gone))))).to.equal("STORAGE_NOT_FOUND");
      expect(await collect(await at.store.get(hashOf(kept)))).to.deep.equal(kept);
      await at.store.delete(hashOf(gone));
    });

    it("refuses bytes that are not the expected ones, and keeps none of them", async () => {
      const blob = bytes(5000, 11);
      const outcome = rejectedCode(() => at.store.put(streamOf([blob]), { expectedSha256: ABSENT }));

      expect(await outcome).to.equal("STORAGE_HASH_MISMATCH");
      expect(await Promise.all([at.keeps(hashOf(blob)), at.store.has(hashOf(blob))])).to.deep.equal([false, false]);
      expect(await at.store.has(ABSENT)).to.equal(false);
      expect((await at.store.put(blob, { expectedSha256: hashOf(blob) })).size).to.equal(5000);
    });

    it("T75: stops an endless source at the limit", async () => {
      let served = 0;
      function* endless(): Generator<Uint8Array> {
        for (; ; served += 1000) yield seededBytes(1000);
      }

      const outcome = rejectedCode(() => at.store.put(streamOf(endless()), { maxSize: 10_000 }));

      expect(await outcome).to.equal("STORAGE_TOO_LARGE");
      expect(served).to.be.at.most(11_000);
      expect((await at.store.put(seededBytes(10_000), { maxSize: 10_000 })).size).to.equal(10_000);
    });

    it("lets the failure of its source through, and keeps nothing", async () => {
      const [failure, blob] = [new Error("the line is dead"), bytes(5000, 12)];

      const outcome = await at.store.put(streamOf([blob], failure)).catch((error: unknown) => error);

      expect(outcome).to.equal(failure);
      expect(await Promise.all([at.keeps(hashOf(blob)), at.store.has(hashOf(blob))])).to.deep.equal([false, false]);
    });

    it("T74: refuses whatever is no id", async () => {
      const bad = [
        "",
        "0x",
        ABSENT.slice(2),
        ABSENT.toUpperCase(),
        `${ABSENT}0`,
        "../../etc/passwd",
        `0x../${ABSENT.slice(5)}`,
      ];
      for (const id of bad) {
        for (const action of [at.store.get, at.store.has, at.store.delete]) {
          expect(await rejectedCode(() => action(id as Hex32)), id).to.equal("STORAGE_INVALID_ID");
        }
      }
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: "binary", maxLength: 80 }), async (id) => {
          expect(await rejectedCode(() => at.store.get(id as Hex32))).to.equal("STORAGE_INVALID_ID");
        }),
        { numRuns: 100, seed: 20260101 },
      );
    });

    it("puts, reads and deletes 64 MB with 32 MB of memory in use at any time", async () => {
      const { same, deleted, samples, grownMegabytes } = await measureLargeBlob(at, 64);

      expect({ same, deleted }).to.deep.equal({ same: true, deleted: true });
      expect(samples).to.be.greaterThan(3);
      expect(grownMegabytes).to.be.lessThan(32);
    });
  });
}
