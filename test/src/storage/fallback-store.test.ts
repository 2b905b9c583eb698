import { expect } from "chai";
import fs from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RetryableError } from "../../../src/primitives/errors.ts";
import { toHex32, type Hex32 } from "../../../src/primitives/identifiers.ts";
import type { BlobStore } from "../../../src/storage/blob-store.ts";
import { createDiskStore } from "../../../src/storage/disk-store.ts";
import { createFallbackStore } from "../../../src/storage/fallback-store.ts";
import { collect, streamOf } from "../../helpers/collect.ts";
import { rejectedCode, rejection } from "../../helpers/rejected-code.ts";
import { flipBit, seededBytes } from "../../helpers/seeded-bytes.ts";
import { filesIn, hashOf } from "./temporary-store.ts";

const ABSENT = toHex32(`0x${"ab".repeat(32)}`);
const blob = seededBytes(2_000_000);
const failure = new RetryableError("STORAGE_DISK_FAILED", "dead");
const fails = () => Promise.reject(failure);
const dead: BlobStore = { put: fails, get: fails, has: fails, delete: fails };

describe("several stores as one", function () {
  this.timeout(60_000);
  let folders: string[];
  let stores: BlobStore[];
  const pathOf = (index: number, sha256: Hex32) => join(folders[index]!, sha256.slice(2, 4), sha256.slice(2));
  const joined = (list: readonly BlobStore[] = stores, copies?: number) =>
    createFallbackStore(
      list.map((store, i) => ({ name: `store ${i + 1}`, store })),
      copies,
    );
  const readAll = async (store: BlobStore) => Buffer.compare(await collect(await store.get(hashOf(blob))), blob) === 0;

  beforeEach(async () => {
    folders = await Promise.all([1, 2, 3].map(() => fs.mkdtemp(join(tmpdir(), "fallback-"))));
    stores = await Promise.all(folders.map((folder) => createDiskStore(folder)));
  });

  afterEach(() => Promise.all(folders.map((folder) => fs.rm(folder, { recursive: true }))));

  describe("reading", () => {
    it("takes a blob from whichever has it", async () => {
      for (const store of stores) {
        await store.put(blob);
        expect(await joined().has(hashOf(blob))).to.equal(true);
        expect(await readAll(joined())).to.equal(true);
        await store.delete(hashOf(blob));
      }
    });

    it("T73: passes over damaged copies, though the damage shows at the very end", async () => {
      for (const store of stores) await store.put(blob);
      await fs.writeFile(pathOf(0, hashOf(blob)), flipBit(blob, 8 * blob.length - 1));
      await fs.writeFile(pathOf(1, hashOf(blob)), blob.subarray(0, 1_999_999));

      const reader = (await joined().get(hashOf(blob))).getReader();
      const first = await reader.read();
      expect(first.value?.subarray(0, 9)).to.deep.equal(blob.subarray(0, 9));
      await reader.cancel();
      expect(await readAll(joined())).to.equal(true);
    });

    it("T73: gives no byte when no copy is right, and says so", async () => {
      for (const [i, store] of stores.entries()) {
        await store.put(blob);
        await fs.writeFile(pathOf(i, hashOf(blob)), flipBit(blob, i));
      }
      const reader = (await joined().get(hashOf(blob))).getReader();
      expect(await rejectedCode(() => reader.read())).to.equal("STORAGE_HASH_MISMATCH");
    });

    it("passes over stores that fail", async () => {
      await stores[2]!.put(blob);
      expect(await readAll(joined([dead, dead, stores[2]!]))).to.equal(true);
      expect(await joined([dead, stores[2]!]).has(hashOf(blob))).to.equal(true);
    });

    it("calls a blob absent only when every store says so", async () => {
      expect(await joined().has(ABSENT)).to.equal(false);
      expect(await rejectedCode(() => joined().get(ABSENT))).to.equal("STORAGE_NOT_FOUND");
      expect(await rejectedCode(() => joined([stores[0]!, dead]).has(ABSENT))).to.equal("STORAGE_DISK_FAILED");
      expect(await rejectedCode(() => joined([stores[0]!, dead]).get(ABSENT))).to.equal("STORAGE_DISK_FAILED");
    });

    it("keeps nothing on this machine after the end, after a cancel, and for a stream that nobody reads", async () => {
      await stores[0]!.put(blob);
      const place = await fs.mkdtemp(join(tmpdir(), "fallback-"));
      const before = process.env.TMPDIR;
      process.env.TMPDIR = place;
      try {
        await joined().get(hashOf(blob));
        expect(await readAll(joined())).to.equal(true);
        const reader = (await joined().get(hashOf(blob))).getReader();
        await reader.read();
        expect(await filesIn(place)).to.have.length(1);
        await reader.cancel();
        expect(await filesIn(place)).to.deep.equal([]);
      } finally {
        if (before === undefined) delete process.env.TMPDIR;
        else process.env.TMPDIR = before;
        await fs.rm(place, { recursive: true });
      }
    });
  });

  describe("writing", () => {
    it("gives a blob to all of them", async () => {
      expect(await joined().put(streamOf([blob]))).to.deep.equal({ sha256: hashOf(blob), size: blob.length });
      expect(await Promise.all(stores.map((store) => store.has(hashOf(blob))))).to.deep.equal([true, true, true]);
    });

    it("names those that did not take it, and can be done again", async () => {
      const error = await rejection(() => joined([stores[0]!, dead, stores[1]!, dead]).put(blob));
      expect(error).to.be.instanceOf(RetryableError).and.include({ code: "STORAGE_PUT_INCOMPLETE" });
      expect(error.context).to.deep.equal({ stores: "store 2, store 4", stored: 2, copies: 4 });
      await joined().put(blob);
    });

    it("is content with a stated number", async () => {
      const mixed = [dead, stores[0]!, stores[1]!];
      expect((await joined(mixed, 2).put(blob)).size).to.equal(blob.length);
      expect(await rejectedCode(() => joined(mixed, 3).put(blob))).to.equal("STORAGE_PUT_INCOMPLETE");
    });

    it("sends nothing anywhere when the bytes are not the expected ones", async () => {
      const outcome = rejectedCode(() => joined().put(blob, { expectedSha256: ABSENT }));
      expect(await outcome).to.equal("STORAGE_HASH_MISMATCH");
      for (const folder of folders) expect(await filesIn(folder)).to.deep.equal([]);
    });
  });

  describe("deleting", () => {
    it("T48: reaches every store that answers, and names the others", async () => {
      await joined().put(blob);
      const error = await rejection(() =>
        joined([stores[0]!, dead, stores[1]!, dead, stores[2]!]).delete(hashOf(blob)),
      );
      expect(error).to.be.instanceOf(RetryableError).and.include({ code: "STORAGE_DELETE_INCOMPLETE" });
      expect(error.context).to.deep.equal({ stores: "store 2, store 4" });
      expect(error.cause).to.be.instanceOf(AggregateError);
      expect(await Promise.all(stores.map((store) => store.has(hashOf(blob))))).to.deep.equal([false, false, false]);
    });

    it("can be done again when a store failed, until all say that the blob is gone", async () => {
      await joined().put(blob);
      const single = await rejection(() => joined([stores[0]!, dead]).delete(hashOf(blob)));
      expect([single.context.stores, single.cause]).to.deep.equal(["store 2", failure]);
      await joined().delete(hashOf(blob));
      await joined().delete(hashOf(blob));
      expect(await joined().has(hashOf(blob))).to.equal(false);
    });
  });
});
