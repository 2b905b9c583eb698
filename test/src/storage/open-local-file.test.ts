import { expect } from "chai";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLocalFile } from "../../../src/storage/open-local-file.ts";
import { codeOf } from "../../helpers/code-of.ts";

const NOBODY = 65_534;

/** Runs `action` without root's right to read everything. */
async function withoutPrivileges<T>(action: () => Promise<T>): Promise<T> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(NOBODY);
  try {
    return await action();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

describe("openLocalFile", () => {
  let folder = "";

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "open local file "));
    chmodSync(folder, 0o755);
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("opens a file, empty or not", async () => {
    writeFileSync(join(folder, "a.zip"), "abc");
    writeFileSync(join(folder, "empty"), "");

    expect(await (await openLocalFile(join(folder, "a.zip"))).text()).to.equal("abc");
    expect((await openLocalFile(join(folder, "empty"))).size).to.equal(0);
  });

  it("refuses a path where nothing is", async () => {
    expect(await codeOf(openLocalFile(join(folder, "none.zip")))).to.equal("STORAGE_FILE_NOT_FOUND");
  });

  it("refuses a folder", async () => {
    expect(await codeOf(openLocalFile(folder))).to.equal("STORAGE_NOT_A_FILE");
  });

  it("refuses a file without permission, and names it but not its folder", async () => {
    const path = join(folder, "secret.zip");
    writeFileSync(path, "abc");
    chmodSync(path, 0o000);

    const error = await withoutPrivileges(() => openLocalFile(path).catch((reason: unknown) => reason as Error));

    expect(error).to.have.property("code", "STORAGE_FILE_NOT_READABLE");
    expect((error as Error).message)
      .to.include("secret.zip")
      .and.not.include(folder);
  });
});
