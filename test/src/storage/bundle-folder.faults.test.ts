import { expect } from "chai";
import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeBundle } from "../../../src/storage/bundle-folder.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";
import { bundle, filesBelow, filesOf, smallBundle } from "./some-bundle.ts";
import { runWriter } from "./run-writer.ts";
import { systemError, watchedDisk } from "./watched-disk.ts";

const FOLDER = "epochs/7/0a1b";

describe("writing a bundle when something fails", function () {
  this.timeout(120_000);
  let top: string;

  beforeEach(() => {
    top = fs.mkdtempSync(join(tmpdir(), "bundle-"));
  });

  afterEach(() => {
    fs.rmSync(top, { recursive: true });
  });

  const failures = [
    ["EIO", "STORAGE_DISK_FAILED", bundle],
    ["ENOSPC", "STORAGE_FULL", smallBundle],
    ["EROFS", "STORAGE_READ_ONLY", smallBundle],
    ["EMFILE", "STORAGE_DISK_FAILED", smallBundle],
  ] as const;
  for (const [errno, code, files] of failures) {
    it(`F9 F10 F11 ${errno} at any step leaves no bundle or the whole one, and the next call completes it`, async () => {
      const broken: string[] = [];
      for (let fatal = 1; ; fatal++) {
        const root = join(top, String(fatal));
        const last = await write(root, fatal, errno, files);
        const isThere = expectNothingOrAll(root, files);
        if (last === "done") break;
        expect(last.code, last.step).to.equal(code);

        await expectCompleted(root, files);
        broken.push(`${last.step} ${isThere ? "whole" : "none"}`);
      }
      expect(broken).to.include.members(
        ["stat", "mkdir", "open", "file.writeFile", "file.sync", "file.close", "rename", "readdir"].map(
          (step) => `${step} none`,
        ),
      );
      expect(broken).to.include.members(["open whole", "file.sync whole"]);
    });
  }

  it("F9 a step that fails in the second call too does no harm to what the first one wrote", async () => {
    for (let fatal = 1, last; last !== "done"; fatal++) {
      const root = join(top, String(fatal));
      await write(root, 40, "EIO");
      last = await write(root, fatal, "EIO");
      expectNothingOrAll(root);
      await expectCompleted(root);
    }
  });

  it("T76 F8 a process that is killed at any step leaves no bundle or the whole one; the next completes it", async () => {
    const died: string[] = [];
    for (let fatal = 1; ; fatal++) {
      const root = join(top, String(fatal));
      const last = await runWriter("killed-bundle-writer.ts", root, fatal);
      const isThere = expectNothingOrAll(root, smallBundle);
      await expectCompleted(root, smallBundle);
      if (last === "done") break;
      died.push(`${last} ${isThere ? "whole" : "none"}`);
    }
    expect(died).to.include.members(["file.writeFile none", "file.sync none", "rename none", "file.sync whole"]);
    expect(died.length).to.be.greaterThan(20);
  });

  it("says STORAGE_READ_ONLY when something that is no folder stands in the way", async () => {
    fs.mkdirSync(join(top, "epochs/7"), { recursive: true });
    fs.writeFileSync(join(top, FOLDER), "a file");
    expect(await rejectedCode(() => writeBundle(top, FOLDER, bundle))).to.equal("STORAGE_READ_ONLY");
    expect(await rejectedCode(() => writeBundle(join(top, FOLDER), FOLDER, bundle))).to.equal("STORAGE_READ_ONLY");
  });

  function expectNothingOrAll(root: string, files = bundle): boolean {
    const isThere = fs.existsSync(join(root, FOLDER));
    if (isThere) expect(filesBelow(join(root, FOLDER))).to.deep.equal(filesOf(files));
    return isThere;
  }

  async function expectCompleted(root: string, files = bundle): Promise<void> {
    await writeBundle(root, FOLDER, files);
    expect(filesBelow(join(root, FOLDER))).to.deep.equal(filesOf(files));
    expect(fs.readdirSync(join(root, "epochs/7"))).to.deep.equal(["0a1b"]);
  }
});

/** Writes on a disk whose step of that number fails; gives that step and the code, or `done`. */
async function write(
  root: string,
  fatal: number,
  errno: string,
  files = bundle,
): Promise<"done" | { step: string; code: string }> {
  let steps = 0;
  let failed = "";
  const disk = watchedDisk((step) => {
    if (++steps !== fatal) return;
    failed = step;
    throw systemError(errno);
  });
  const code = await rejectedCode(() => writeBundle(root, FOLDER, files, disk)).catch(() => "done");
  return failed === "" ? "done" : { step: failed, code };
}
