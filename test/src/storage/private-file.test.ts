import { expect } from "chai";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import fs from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measureFile, removeUnfinished, savePrivateFile } from "../../../src/storage/private-file.ts";
import { codeOf } from "../../helpers/code-of.ts";
import { streamOf } from "../../helpers/collect.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";

const bytes = seededBytes(300_000);
const newFolder = () => mkdtempSync(join(tmpdir(), "private-file-"));

describe("savePrivateFile", () => {
  it("writes a file that only its user may read, and the folders above it", async () => {
    const path = join(newFolder(), "a", "b.zip");
    const reference = await savePrivateFile(path, streamOf([bytes.subarray(0, 7), bytes.subarray(7)]));

    expect(new Uint8Array(readFileSync(path))).to.deep.equal(bytes);
    expect(reference).to.deep.equal(await measureFile(path));
    expect([statSync(path).mode & 0o777, statSync(join(path, "..")).mode & 0o777]).to.deep.equal([0o600, 0o700]);
  });

  it("T76: leaves nothing of a source that fails, and what was there before", async () => {
    const path = join(newFolder(), "a.zip");
    await savePrivateFile(path, bytes);
    const cut = savePrivateFile(path, streamOf([bytes.subarray(0, 1_000)], new Error("cut off")));

    expect(await codeOf(cut)).to.have.property("message", "cut off");
    expect(new Uint8Array(readFileSync(path))).to.deep.equal(bytes);
    expect(readdirSync(join(path, ".."))).to.deep.equal(["a.zip"]);
  });

  it("T76: has the file under its name only when its bytes are on the disk", async () => {
    const folder = newFolder();
    const path = join(folder, "a.zip");
    const seen: string[] = [];
    const disk = {
      ...fs,
      rename: async (from: string, to: string) => {
        seen.push(existsSync(to) ? "there" : "not there", String(statSync(from).size));
        await fs.rename(from, to);
      },
    } as typeof fs;
    await savePrivateFile(path, bytes, disk);

    expect(seen).to.deep.equal(["not there", "300000"]);
  });

  it("says when there is no room, and stops reading", async () => {
    const full = Object.assign(new Error("full"), { code: "ENOSPC" });
    const disk = { ...fs, open: () => Promise.reject(full) } as unknown as typeof fs;

    expect(await codeOf(savePrivateFile(join(newFolder(), "a"), bytes, disk))).to.equal("STORAGE_FULL");
  });
});

describe("removeUnfinished", () => {
  it("T76: removes what an interrupted writer left, and nothing else", async () => {
    const folder = newFolder();
    for (const name of [".a.zip.1234.part", "a.zip", "b.part", ".hidden"]) writeFileSync(join(folder, name), "");
    await removeUnfinished(folder);

    expect(readdirSync(folder).sort()).to.deep.equal([".hidden", "a.zip", "b.part"]);
    await removeUnfinished(join(folder, "missing"));
  });
});

describe("measureFile", () => {
  it("gives size and hash, or nothing where there is no file", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "abc"), "abc");
    mkdirSync(join(folder, "folder"));

    expect(await measureFile(join(folder, "abc"))).to.deep.equal({
      sha256: "0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      size: 3,
    });
    expect(await measureFile(join(folder, "none"))).to.equal(undefined);
    expect(await measureFile(join(folder, "abc", "none"))).to.equal(undefined);
    expect(await measureFile(join(folder, "folder"))).to.equal(undefined);
  });
});
