import { expect } from "chai";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import fs from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InvalidInputError } from "../../../src/primitives/errors.ts";
import { writeLocalFile } from "../../../src/storage/write-local-file.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";

const stream = (...texts: readonly string[]): ReadableStream<Uint8Array> => new Blob([...texts]).stream();

describe("writeLocalFile", () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "write file "));
    path = join(folder, "new.zip");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("writes the whole of it, for its owner alone, and leaves nothing beside it", async () => {
    expect(await writeLocalFile(path, stream("a", "b"))).to.equal(true);

    expect(readFileSync(path, "utf8")).to.equal("ab");
    expect(statSync(path).mode & 0o777).to.equal(0o600);
    expect(readdirSync(folder)).to.deep.equal(["new.zip"]);
  });

  it("replaces no file, unless it may", async () => {
    writeFileSync(path, "old");
    expect(await rejectedCode(() => writeLocalFile(path, stream("new")))).to.equal("STORAGE_FILE_EXISTS");
    expect(readFileSync(path, "utf8")).to.equal("old");

    await writeLocalFile(path, stream("new"), { overwrites: true });
    expect(readFileSync(path, "utf8")).to.equal("new");
    expect(readdirSync(folder)).to.deep.equal(["new.zip"]);
  });

  it("replaces no file that came while it wrote, with links and without", async () => {
    const withoutLinks = {
      ...fs,
      link: () => Promise.reject(Object.assign(new Error("no links"), { code: "EPERM" })),
    };
    for (const disk of [fs, withoutLinks]) {
      const review = () => {
        writeFileSync(path, "theirs");
        return Promise.resolve(true);
      };
      expect(await rejectedCode(() => writeLocalFile(path, stream("mine"), { review }, disk))).to.equal(
        "STORAGE_FILE_EXISTS",
      );
      expect(readFileSync(path, "utf8")).to.equal("theirs");
      expect(readdirSync(folder)).to.deep.equal(["new.zip"]);
      rmSync(path);
      expect(await writeLocalFile(path, stream("mine"), {}, disk)).to.equal(true);
      rmSync(path);
    }
  });

  it("shows the whole file before it gets its name, and drops it when it is not wanted", async () => {
    let seen = "";
    const review = async (written: Blob): Promise<boolean> => {
      seen = await written.text();
      return false;
    };
    expect(await writeLocalFile(path, stream("abc"), { review })).to.equal(false);
    expect(seen).to.equal("abc");
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  it("leaves nothing when what it reads, or who reviews it, fails", async () => {
    const failure = new InvalidInputError("TEST_FAILED", "failed");
    const broken = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        controller.error(failure);
      },
    });
    expect(await rejectedCode(() => writeLocalFile(path, broken))).to.equal("TEST_FAILED");
    const review = () => Promise.reject(failure);
    expect(await rejectedCode(() => writeLocalFile(path, stream("a"), { review }))).to.equal("TEST_FAILED");
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  it("takes what a stopped run left for nothing, whatever its rights", async () => {
    writeFileSync(`${path}.part`, "left", { mode: 0o644 });
    await writeLocalFile(path, stream("new"));

    expect(readFileSync(path, "utf8")).to.equal("new");
    expect(statSync(path).mode & 0o777).to.equal(0o600);
  });

  it("says that a folder is missing or full", async () => {
    const full = { ...fs, open: () => Promise.reject(Object.assign(new Error("full"), { code: "ENOSPC" })) };
    expect(await rejectedCode(() => writeLocalFile(join(folder, "no/new.zip"), stream("a")))).to.equal(
      "STORAGE_NO_FOLDER",
    );
    expect(await rejectedCode(() => writeLocalFile(path, stream("a"), {}, full))).to.equal("STORAGE_FULL");
  });
});
