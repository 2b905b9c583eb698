import { expect } from "chai";
import fs from "node:fs/promises";
import { join } from "node:path";
import { createDiskStore } from "../../../src/storage/disk-store.ts";
import { collect } from "../../helpers/collect.ts";
import { rejectedCode, rejection } from "../../helpers/rejected-code.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";
import { filesIn, hashOf, temporaryStore } from "./temporary-store.ts";
import { runWriter } from "./run-writer.ts";
import { systemError, watchedDisk } from "./watched-disk.ts";

describe("a store on a disk that fails", function () {
  this.timeout(300_000);
  const at = temporaryStore();

  describe("a folder that cannot be written", () => {
    it("F11 can be read; put and delete say STORAGE_READ_ONLY", async () => {
      const blob = seededBytes(10);
      const { sha256 } = await at.store.put(blob);
      const folders = [at.folder, join(at.folder, "incoming"), join(at.folder, sha256.slice(2, 4))];
      for (const path of folders) await fs.chmod(path, 0o555);

      await withoutPrivileges(async () => {
        const readOnly = await createDiskStore(at.folder);
        expect(await collect(await readOnly.get(sha256))).to.deep.equal(blob);
        expect(await rejectedCode(() => readOnly.put(seededBytes(11)))).to.equal("STORAGE_READ_ONLY");
        expect(await rejectedCode(() => readOnly.delete(sha256))).to.equal("STORAGE_READ_ONLY");
        expect(await rejectedCode(() => createDiskStore(join(at.folder, "new")))).to.equal("STORAGE_READ_ONLY");
      });
      for (const path of folders) await fs.chmod(path, 0o755);
    });

    it("keeps its leftovers until it can be written again", async () => {
      await at.store.put(seededBytes(10));
      await fs.writeFile(join(at.folder, "incoming", "half"), "half");
      const disk = watchedDisk((step) => {
        if (step === "rm") throw systemError("EROFS");
      });

      await createDiskStore(at.folder, { disk, leftoverAgeMs: 0 });

      expect(await fs.readdir(join(at.folder, "incoming"))).to.deep.equal(["half"]);
    });
  });

  describe("a failing disk", () => {
    const blob = seededBytes(150_000);
    const steps = ["mkdir", "open", "file.writeFile", "file.sync", "file.close", "rename"];
    const failures = [
      ["EIO", "STORAGE_DISK_FAILED"],
      ["ENOSPC", "STORAGE_FULL"],
      ["EROFS", "STORAGE_READ_ONLY"],
      ["EMFILE", "STORAGE_DISK_FAILED"],
    ] as const;

    for (const failing of steps) {
      it(`F9 F10 F11 leaves nothing half done when ${failing} fails, and works again afterwards`, async () => {
        for (const [errno, code] of failures) {
          let broken = true;
          const disk = watchedDisk((step) => {
            if (broken && step === failing) throw systemError(errno);
          });
          broken = false;
          const failingStore = await createDiskStore(at.folder, { disk });
          broken = true;

          expect(await rejectedCode(() => failingStore.put(blob)), errno).to.equal(code);
          expect(await filesIn(at.folder), errno).to.deep.equal([]);

          broken = false;
          const { sha256 } = await failingStore.put(blob);
          expect(await collect(await failingStore.get(sha256))).to.deep.equal(blob);
          await failingStore.delete(sha256);
        }
      });
    }

    it("F9 does not report a blob as stored when a folder could not be synced", async () => {
      let syncs = 0;
      const disk = watchedDisk((step) => {
        if (step === "file.sync" && ++syncs > 1) throw systemError("EIO");
      });
      const failingStore = await createDiskStore(at.folder, { disk });

      expect(await rejectedCode(() => failingStore.put(blob))).to.equal("STORAGE_DISK_FAILED");
      expect(syncs).to.equal(2);
    });

    it("stops its source when the disk fails", async () => {
      let reason: unknown;
      const source = new ReadableStream<Uint8Array>({
        pull: (controller) => {
          controller.enqueue(seededBytes(10));
        },
        cancel: (given) => {
          reason = given;
        },
      });
      const disk = watchedDisk((step) => {
        if (step === "file.writeFile") throw systemError("ENOSPC");
      });
      const failingStore = await createDiskStore(at.folder, { disk });

      const error = await rejection(() => failingStore.put(source));

      expect(error.code).to.equal("STORAGE_FULL");
      expect(reason).to.equal(error);
    });

    it("reports the first failure when cleaning up fails as well", async () => {
      const disk = watchedDisk((step) => {
        if (step === "file.sync") throw systemError("EIO");
        if (step === "rm") throw systemError("EROFS");
      });
      const failingStore = await createDiskStore(at.folder, { disk });

      const error = await rejection(() => failingStore.put(blob));

      expect(error.context).to.deep.equal({ access: "write", errno: "EIO" });
    });

    it("says STORAGE_DISK_FAILED when a blob cannot be looked up or opened", async () => {
      const { sha256 } = await at.store.put(blob);
      for (const failing of ["stat", "open"]) {
        const disk = watchedDisk((step) => {
          if (step === failing) throw systemError("EIO");
        });
        const failingStore = await createDiskStore(at.folder, { disk });
        const outcome = rejectedCode(async () => collect(await failingStore.get(sha256)));
        expect(await outcome, failing).to.equal("STORAGE_DISK_FAILED");
      }
    });
  });

  describe("a writer that is killed", () => {
    it("T76 F8 leaves no blob or a whole one, at every step, and the next writer succeeds", async () => {
      const blob = seededBytes(200_000);
      const died: string[] = [];
      for (let step = 1; ; step++) {
        const place = join(at.folder, `killed-${step}`);
        const last = await runWriter("killed-writer.ts", place, step);
        const survivor = await createDiskStore(place, { leftoverAgeMs: 0 });
        const visible = await survivor.has(hashOf(blob));

        if (visible) expect(await collect(await survivor.get(hashOf(blob)))).to.deep.equal(blob);
        expect((await filesIn(place)).length).to.equal(visible ? 1 : 0);
        await survivor.put(blob);
        expect(await filesIn(place)).to.deep.equal([hashOf(blob).slice(2)]);
        if (last === "done") break;
        died.push(`${last} ${visible ? "whole" : "none"}`);
      }

      expect(died).to.include.members(["file.writeFile none", "file.sync none", "rename none", "file.sync whole"]);
      expect(died.length).to.be.greaterThan(14);
    });
  });
});

/** Runs `action` as a user whom file permissions bind; root passes over them. */
async function withoutPrivileges(action: () => Promise<void>): Promise<void> {
  if (process.geteuid?.() !== 0) return action();
  process.seteuid!(65_534);
  try {
    await action();
  } finally {
    process.seteuid!(0);
  }
}
