import { expect } from "chai";
import fc from "fast-check";
import fs from "node:fs/promises";
import { join } from "node:path";
import { toHex32, type Hex32 } from "../../../src/primitives/identifiers.ts";
import { createDiskStore } from "../../../src/storage/disk-store.ts";
import { collect, streamOf } from "../../helpers/collect.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";
import { flipBit, seededBytes } from "../../helpers/seeded-bytes.ts";
import { filesIn, hashOf, temporaryStore } from "./temporary-store.ts";
import { watchedDisk } from "./watched-disk.ts";

const ABSENT = toHex32(`0x${"ab".repeat(32)}`);

describe("a store on a disk", function () {
  this.timeout(60_000);
  const at = temporaryStore();

  describe("createDiskStore", () => {
    it("makes the folder and the folders above it", async () => {
      const deep = await createDiskStore(join(at.folder, "a", "b", "c"));

      const { sha256 } = await deep.put(seededBytes(10));

      expect(await deep.has(sha256)).to.equal(true);
    });

    it("syncs every folder that got a new name", async () => {
      const synced: string[] = [];
      const disk = watchedDisk((step, path) => {
        if (step === "file.sync") synced.push(path);
      });

      await createDiskStore(join(at.folder, "a", "b"), { disk });

      expect(synced).to.deep.equal([join(at.folder, "a"), at.folder]);
    });

    it("removes what a crash left half written, and leaves alone what is being written", async () => {
      const incoming = join(at.folder, "incoming");
      await at.store.put(seededBytes(5));
      await fs.writeFile(join(incoming, "old"), "half");
      await fs.writeFile(join(incoming, "young"), "half");
      await fs.utimes(join(incoming, "old"), new Date(0), new Date(Date.now() - 3_700_000));

      await createDiskStore(at.folder);

      expect(await fs.readdir(incoming)).to.deep.equal(["young"]);
    });

    it("does not mind when another process finishes its file meanwhile", async () => {
      await at.store.put(seededBytes(5));
      const half = join(at.folder, "incoming", "half");
      await fs.writeFile(half, "half");
      const disk = watchedDisk(async (step, path) => {
        if (step === "stat" && path === half) await fs.rm(half);
      });

      await createDiskStore(at.folder, { disk, leftoverAgeMs: 0 });

      expect(await fs.readdir(join(at.folder, "incoming"))).to.deep.equal([]);
    });

    it("fails with a code where no folder can be", async () => {
      await fs.writeFile(join(at.folder, "file"), "");

      expect(await rejectedCode(() => createDiskStore(join(at.folder, "file", "below")))).to.equal("STORAGE_READ_ONLY");
    });
  });

  describe("put and get", () => {
    it("give blobs of any size back, named by their hash", async () => {
      for (const size of [0, 1, 65_535, 65_536, 65_537, 262_143, 262_144, 262_145, 1_000_003]) {
        const blob = seededBytes(size, size);
        const reference = await at.store.put(blob);

        expect(reference).to.deep.equal({ sha256: hashOf(blob), size });
        expect(Buffer.compare(await collect(await at.store.get(reference.sha256)), blob)).to.equal(0);
      }
    });

    it("take bytes, a Blob and a stream in any pieces", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 5000 }), { maxLength: 8 }), async (pieces) => {
          const blob = new Uint8Array(Buffer.concat(pieces));
          const references = [
            await at.store.put(blob),
            await at.store.put(new Blob([blob])),
            await at.store.put(streamOf(pieces)),
          ];

          for (const { sha256 } of references) expect(await collect(await at.store.get(sha256))).to.deep.equal(blob);
          expect(new Set(references.map(({ sha256 }) => sha256)).size).to.equal(1);
        }),
        { numRuns: 40, seed: 20260101 },
      );
    });

    it("keep one copy when many put the same blob at once", async () => {
      const blob = seededBytes(300_000);
      const other = await createDiskStore(at.folder);

      const references = await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? at.store : other).put(blob)));

      expect(new Set(references.map(({ sha256 }) => sha256))).to.deep.equal(new Set([hashOf(blob)]));
      expect(await filesIn(at.folder)).to.deep.equal([hashOf(blob).slice(2)]);
      expect(await collect(await at.store.get(hashOf(blob)))).to.deep.equal(blob);
    });

    it("keep many blobs that come at once apart", async () => {
      const blobs = Array.from({ length: 50 }, (_, i) => seededBytes(1000 + i, i + 1));

      const references = await Promise.all(blobs.map((blob) => at.store.put(blob)));

      for (const [i, { sha256 }] of references.entries()) {
        expect(await collect(await at.store.get(sha256))).to.deep.equal(blobs[i]);
      }
    });

    it("read and write no faster than asked, so memory does not grow with the blob", async () => {
      const { sha256 } = await at.store.put(seededBytes(3_000_000));
      let read = 0;
      const disk = watchedDisk((step) => {
        if (step === "file.read") read++;
      });
      const reader = (await (await createDiskStore(at.folder, { disk })).get(sha256)).getReader();

      await reader.read();
      await reader.read();
      await reader.cancel();

      expect(read).to.equal(2);
    });
  });

  describe("put", () => {
    it("shows nothing of a blob before it is whole", async () => {
      const blob = seededBytes(100_000);
      const seen: boolean[] = [];
      const disk = watchedDisk(async (step) => {
        if (step !== "stat") seen.push(await at.store.has(hashOf(blob)));
      });

      await (await createDiskStore(at.folder, { disk })).put(blob);

      expect(seen.lastIndexOf(false)).to.be.greaterThan(5);
      expect(seen.indexOf(true)).to.equal(seen.lastIndexOf(false) + 1);
    });

    it("T76 syncs the file before it gives it its name, and the folders after", async () => {
      const steps: string[] = [];
      const disk = watchedDisk((step, path) => {
        steps.push(`${step} ${path.replace(at.folder, "").replace(/[0-9a-f-]{36,}/, "…")}`);
      });
      const shard = `/${hashOf(seededBytes(10)).slice(2, 4)}`;
      const watched = await createDiskStore(at.folder, { disk });
      steps.length = 0;

      await watched.put(seededBytes(10));

      expect(steps).to.deep.equal([
        "mkdir /incoming",
        "open /incoming/…",
        "file.writeFile /incoming/…",
        "file.sync /incoming/…",
        "file.close /incoming/…",
        `mkdir ${shard}`,
        "rename /incoming/…",
        `open ${shard}`,
        `file.sync ${shard}`,
        `file.close ${shard}`,
        "open ",
        "file.sync ",
        "file.close ",
      ]);
    });

    it("repairs a damaged copy", async () => {
      const blob = seededBytes(100);
      const { sha256 } = await at.store.put(blob);
      await fs.writeFile(at.pathOf(sha256), flipBit(blob, 3));

      await at.store.put(blob);

      expect(await collect(await at.store.get(sha256))).to.deep.equal(blob);
    });

    it("refuses bytes that are not the expected ones", async () => {
      const outcome = rejectedCode(() => at.store.put(seededBytes(10), { expectedSha256: ABSENT }));

      expect(await outcome).to.equal("STORAGE_HASH_MISMATCH");
      expect(await filesIn(at.folder)).to.deep.equal([]);
      expect((await at.store.put(seededBytes(10), { expectedSha256: hashOf(seededBytes(10)) })).size).to.equal(10);
    });

    it("T75 stops an endless source at the limit and leaves nothing behind", async () => {
      let served = 0;
      function* endless(): Generator<Uint8Array> {
        for (; ; served += 1000) yield seededBytes(1000);
      }

      const outcome = rejectedCode(() => at.store.put(streamOf(endless()), { maxSize: 10_000 }));

      expect(await outcome).to.equal("STORAGE_TOO_LARGE");
      expect(served).to.be.at.most(11_000);
      expect(await filesIn(at.folder)).to.deep.equal([]);
      expect((await at.store.put(seededBytes(10_000), { maxSize: 10_000 })).size).to.equal(10_000);
    });

    it("lets the failure of its source through and leaves nothing behind", async () => {
      const failure = new Error("the line is dead");

      const outcome = await at.store.put(streamOf([seededBytes(10)], failure)).catch((error: unknown) => error);

      expect(outcome).to.equal(failure);
      expect(await filesIn(at.folder)).to.deep.equal([]);
    });
  });

  describe("delete", () => {
    it("removes a blob and only that", async () => {
      const [first, second] = [await at.store.put(seededBytes(10, 1)), await at.store.put(seededBytes(10, 2))];

      await at.store.delete(first.sha256);

      expect([await at.store.has(first.sha256), await at.store.has(second.sha256)]).to.deep.equal([false, true]);
    });

    it("is content when the blob is not there", async () => {
      await at.store.delete(ABSENT);
      await at.store.put(seededBytes(10));
      await at.store.delete(hashOf(seededBytes(10)));
      await at.store.delete(hashOf(seededBytes(10)));
    });

    it("syncs the folder, so that the blob stays away", async () => {
      const { sha256 } = await at.store.put(seededBytes(10));
      const steps: string[] = [];
      const disk = watchedDisk((step) => void steps.push(step));
      const watched = await createDiskStore(at.folder, { disk });
      steps.length = 0;

      await watched.delete(sha256);

      expect(steps).to.deep.equal(["stat", "rm", "open", "file.sync", "file.close"]);
    });
  });

  describe("ids", () => {
    it("T74 are 64 lower-case hex digits after 0x, so that none leads out of the folder", async () => {
      const hex = ABSENT.slice(2);
      const bad = [
        "",
        "0x",
        hex,
        `0x${hex.toUpperCase()}`,
        `0x${hex}0`,
        `0x${hex}\n`,
        `0x${hex.slice(1)}`,
        "../../etc/passwd",
        `0x../${hex.slice(3)}`,
        `0x..\\..\\${hex.slice(6)}`,
        `0x%2e%2e%2f${hex.slice(9)}`,
        `0x${hex.slice(1)}\0`,
        `0x${"/".repeat(64)}`,
      ];
      for (const id of bad) {
        for (const action of [at.store.get, at.store.has, at.store.delete]) {
          expect(await rejectedCode(() => action(id as Hex32)), id).to.equal("STORAGE_INVALID_ID");
        }
      }
    });

    it("T74 are refused whatever a stranger writes", async () => {
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: "binary", maxLength: 80 }), async (id) => {
          fc.pre(!/^0x[0-9a-f]{64}$/.test(id));
          expect(await rejectedCode(() => at.store.get(id as Hex32))).to.equal("STORAGE_INVALID_ID");
        }),
        { numRuns: 500, seed: 20260101 },
      );
    });
  });
});
