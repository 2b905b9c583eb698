import { expect } from "chai";
import fs from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InvalidInputError, RetryableError } from "../../../src/primitives/errors.ts";
import { makeFolder, onDisk, syncFolder, unless } from "../../../src/storage/disk.ts";
import { rejectedCode, rejection } from "../../helpers/rejected-code.ts";
import { systemError, watchedDisk } from "./watched-disk.ts";

describe("onDisk", () => {
  it("translates what the system says", async () => {
    const cases: ["read" | "write", string, string][] = [
      ["write", "EROFS", "STORAGE_READ_ONLY"],
      ["write", "EACCES", "STORAGE_READ_ONLY"],
      ["write", "EPERM", "STORAGE_READ_ONLY"],
      ["write", "ENOTDIR", "STORAGE_READ_ONLY"],
      ["write", "EEXIST", "STORAGE_READ_ONLY"],
      ["write", "ENOSPC", "STORAGE_FULL"],
      ["write", "EDQUOT", "STORAGE_FULL"],
      ["write", "EFBIG", "STORAGE_FULL"],
      ["write", "EIO", "STORAGE_DISK_FAILED"],
      ["write", "EMFILE", "STORAGE_DISK_FAILED"],
      ["read", "EACCES", "STORAGE_DISK_FAILED"],
      ["read", "EIO", "STORAGE_DISK_FAILED"],
    ];
    for (const [access, errno, code] of cases) {
      const error = await rejection(() => onDisk(access, () => Promise.reject(systemError(errno))));

      expect([error.code, error.context]).to.deep.equal([code, { access, errno }]);
    }
  });

  it("says whether doing it again can help", async () => {
    const readOnly = await rejection(() => onDisk("write", () => Promise.reject(systemError("EROFS"))));
    const full = await rejection(() => onDisk("write", () => Promise.reject(systemError("ENOSPC"))));

    expect(readOnly).to.be.instanceOf(InvalidInputError);
    expect(full).to.be.instanceOf(RetryableError);
  });

  it("lets errors of ours through and names what is no system error UNKNOWN", async () => {
    const ours = new InvalidInputError("STORAGE_TEST", "ours");
    const foreign = await rejection(() => onDisk("read", () => Promise.reject(new TypeError("foreign"))));

    expect(await rejection(() => onDisk("read", () => Promise.reject(ours)))).to.equal(ours);
    expect([foreign.code, foreign.context]).to.deep.equal([
      "STORAGE_DISK_FAILED",
      { access: "read", errno: "UNKNOWN" },
    ]);
  });
});

describe("unless", () => {
  it("gives nothing for the named failures, and fails with all others", async () => {
    const missing = (): Promise<number> => Promise.reject(systemError("ENOENT"));

    expect(await unless(["ENOENT"], missing)).to.equal(undefined);
    expect(await unless(["ENOENT"], () => Promise.resolve(7))).to.equal(7);
    expect(await rejectedCode(() => onDisk("read", () => unless(["EACCES"], missing)))).to.equal("STORAGE_DISK_FAILED");
  });
});

describe("syncFolder", () => {
  it("syncs and closes the folder, also when the sync fails", async () => {
    const steps: string[] = [];
    const disk = watchedDisk((step) => {
      steps.push(step);
      if (step === "file.sync") throw systemError("EIO");
    });

    await syncFolder(disk, ".").catch(() => undefined);

    expect(steps).to.deep.equal(["open", "file.sync", "file.close"]);
  });
});

describe("makeFolder", () => {
  it("syncs each folder in which it makes one, and nothing when there is nothing to make", async () => {
    const top = await fs.mkdtemp(join(tmpdir(), "disk-"));
    const synced: string[] = [];
    const disk = watchedDisk((step, path) => {
      if (step === "file.sync") synced.push(path.replace(top, ""));
    });

    await makeFolder(disk, join(top, "a/b"));
    await makeFolder(disk, join(top, "a/b"));
    await fs.rm(top, { recursive: true });

    expect(synced).to.deep.equal(["/a", ""]);
  });
});
