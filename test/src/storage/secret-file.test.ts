import { expect } from "chai";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFile, readSecretFile, writeSecretFile } from "../../../src/storage/secret-file.ts";
import { rejectedCode, rejection } from "../../helpers/rejected-code.ts";

const isWindows = process.platform === "win32";

describe("secret files", () => {
  let folder = "";
  const path = (name: string): string => join(folder, name);
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "secret file "));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("T69 are written for their owner alone, whatever the umask", async () => {
    const umask = process.umask(0);
    await writeSecretFile(path("key"), "a key\n").finally(() => process.umask(umask));

    expect(text(await readSecretFile(path("key"), 100))).to.equal("a key\n");
    if (!isWindows) expect(statSync(path("key")).mode & 0o777).to.equal(0o600);
  });

  it("are never written over", async () => {
    writeFileSync(path("key"), "the last copy", { mode: 0o600 });

    for (const write of [() => writeSecretFile(path("key"), "another"), () => createFile(path("key"))]) {
      expect(await rejectedCode(write)).to.equal("STORAGE_FILE_EXISTS");
    }
    expect(readFileSync(path("key"), "utf8")).to.equal("the last copy");
    expect(readdirSync(folder)).to.deep.equal(["key"]);
  });

  it("T69 are not read when others may read or write them", async function () {
    if (isWindows) return;
    writeFileSync(path("key"), "a key");
    for (const mode of [0o640, 0o604, 0o620, 0o602, 0o644, 0o666, 0o677]) {
      chmodSync(path("key"), mode);
      expect(await rejectedCode(() => readSecretFile(path("key"), 100)), mode.toString(8)).to.equal(
        "STORAGE_LOOSE_PERMISSIONS",
      );
    }
    for (const mode of [0o600, 0o400]) {
      chmodSync(path("key"), mode);
      expect(text(await readSecretFile(path("key"), 100))).to.equal("a key");
    }
  });

  it("are refused when they are missing, a folder, or too long, by their name without its folder", async () => {
    mkdirSync(path("folder"));
    await writeSecretFile(path("long"), new Uint8Array(101));

    for (const [name, code] of [
      ["missing", "STORAGE_FILE_NOT_FOUND"],
      ["folder", "STORAGE_NOT_A_FILE"],
      ["long", "STORAGE_TOO_LARGE"],
    ] as const) {
      const error = await rejection(() => readSecretFile(path(name), 100));
      expect(error.code).to.equal(code);
      expect(error.message).to.include(name).and.not.include(folder);
    }
  });

  it("cannot be written where there is no folder", async () => {
    expect(await rejectedCode(() => writeSecretFile(path("no/key"), "a key"))).to.equal("STORAGE_DISK_FAILED");
  });
});
