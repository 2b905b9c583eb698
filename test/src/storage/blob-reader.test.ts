import { expect } from "chai";
import fs from "node:fs/promises";
import { toHex32 } from "../../../src/primitives/identifiers.ts";
import { createDiskStore } from "../../../src/storage/disk-store.ts";
import { collect } from "../../helpers/collect.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";
import { flipBit, seededBytes } from "../../helpers/seeded-bytes.ts";
import { temporaryStore } from "./temporary-store.ts";
import { systemError, watchedDisk } from "./watched-disk.ts";

const ABSENT = toHex32(`0x${"ab".repeat(32)}`);

describe("reading a blob", function () {
  this.timeout(60_000);
  const at = temporaryStore();

  describe("get", () => {
    it("says STORAGE_NOT_FOUND for what is not there", async () => {
      expect(await rejectedCode(() => at.store.get(ABSENT))).to.equal("STORAGE_NOT_FOUND");
    });

    it("says so too when the blob vanishes before it is read", async () => {
      const { sha256 } = await at.store.put(seededBytes(10));
      const stream = await at.store.get(sha256);
      await at.store.delete(sha256);

      expect(await rejectedCode(() => collect(stream))).to.equal("STORAGE_NOT_FOUND");
    });

    it("T73 says STORAGE_HASH_MISMATCH for a damaged, a cut, an emptied and a lengthened file", async () => {
      const blob = seededBytes(300_000);
      const { sha256 } = await at.store.put(blob);
      const damaged = [flipBit(blob, 0), flipBit(blob, 8 * blob.length - 1), blob.subarray(1), new Uint8Array(0)];

      for (const bytes of [...damaged, Buffer.concat([blob, Uint8Array.of(0)])]) {
        await fs.writeFile(at.pathOf(sha256), bytes);
        expect(await rejectedCode(async () => collect(await at.store.get(sha256)))).to.equal("STORAGE_HASH_MISMATCH");
      }
    });

    it("closes the file at the end, at a failure and when the reader has enough", async () => {
      const { sha256 } = await at.store.put(seededBytes(600_000));
      const open = new Set<string>();
      let fail = false;
      const disk = watchedDisk((step, path) => {
        if (step === "open") open.add(path);
        if (step === "file.close") open.delete(path);
        if (step === "file.read" && fail) throw systemError("EIO");
      });
      const watched = await createDiskStore(at.folder, { disk });

      await collect(await watched.get(sha256));
      expect(open.size).to.equal(0);

      const reader = (await watched.get(sha256)).getReader();
      await reader.read();
      expect(open.size).to.equal(1);
      await reader.cancel();
      expect(open.size).to.equal(0);

      fail = true;
      expect(await rejectedCode(async () => collect(await watched.get(sha256)))).to.equal("STORAGE_DISK_FAILED");
      expect(open.size).to.equal(0);
    });
  });
});
