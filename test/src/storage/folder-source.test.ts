import { expect } from "chai";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { listFolder, readFromFolder } from "../../../src/storage/folder-source.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";

describe("bundles in a folder", () => {
  let folder: string;
  let root: string;

  beforeEach(() => {
    folder = fs.mkdtempSync(join(tmpdir(), "source-"));
    root = join(folder, "root");
    fs.mkdirSync(join(root, "epochs/7/shards"), { recursive: true });
    fs.writeFileSync(join(root, "epochs/7/leaves.bin"), seededBytes(100_000));
    fs.writeFileSync(join(root, "epochs/7/shards/0001.bin"), "one");
    fs.writeFileSync(join(root, "epochs/7/shards/.DS_Store"), "");
    fs.writeFileSync(join(folder, "secret"), "secret");
  });

  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  describe("reading", () => {
    it("gives the bytes of a file, however the folder is spelled", async () => {
      for (const spelling of [root, `${root}/`, `${root}/epochs/..`, relative(process.cwd(), root)]) {
        expect(await readFromFolder(spelling, "epochs/7/leaves.bin", 100_000)).to.deep.equal(seededBytes(100_000));
      }
    });

    it("refuses a file longer than the reader can use, before reading it", async () => {
      expect(await rejectedCode(() => readFromFolder(root, "epochs/7/leaves.bin", 99_999))).to.equal(
        "STORAGE_TOO_LARGE",
      );
    });

    it("says which of the two is missing, the folder or the file", async () => {
      expect(await rejectedCode(() => readFromFolder(join(root, "nowhere"), "a", 9))).to.equal("STORAGE_NO_FOLDER");
      for (const path of ["a", "epochs/7/leaves.bin/a"]) {
        expect(await rejectedCode(() => readFromFolder(root, path, 9))).to.equal("STORAGE_BUNDLE_FILE_MISSING");
      }
    });

    it("follows links within the folder and refuses those that lead out of it", async () => {
      fs.symlinkSync("leaves.bin", join(root, "epochs/7/inside.bin"));
      fs.symlinkSync("../../../secret", join(root, "epochs/7/outside.bin"));
      fs.symlinkSync(folder, join(root, "epochs/8"));
      fs.mkdirSync(join(folder, "root-2"));
      fs.writeFileSync(join(folder, "root-2/file"), "beside");
      fs.symlinkSync("../root-2", join(root, "beside"));

      expect(await readFromFolder(root, "epochs/7/inside.bin", 100_000)).to.have.length(100_000);
      for (const path of ["epochs/7/outside.bin", "epochs/8/secret", "epochs/8", "beside/file"]) {
        expect(await rejectedCode(() => readFromFolder(root, path, 100)), path).to.equal("STORAGE_LINK_OUTSIDE");
      }
    });

    it("reads through a link to the folder itself", async () => {
      fs.symlinkSync(root, join(folder, "link"));
      expect(await readFromFolder(join(folder, "link"), "epochs/7/shards/0001.bin", 3)).to.have.length(3);
    });

    it("refuses what is no regular file, and does not wait for one that nobody writes to", async () => {
      execFileSync("mkfifo", [join(root, "pipe")]);
      for (const path of ["pipe", "epochs"]) {
        expect(await rejectedCode(() => readFromFolder(root, path, 100)), path).to.equal("STORAGE_NOT_A_FILE");
      }
    });

    it("refuses paths that are not plain", async () => {
      for (const path of ["../secret", "/etc/passwd", "epochs/../../secret", "epochs\\7"]) {
        expect(await rejectedCode(() => readFromFolder(root, path, 100)), path).to.equal("STORAGE_INVALID_PATH");
      }
    });
  });

  describe("listing", () => {
    it("names every file below a folder, also those that have no place in a bundle", async () => {
      expect(await listFolder(root, "epochs/7")).to.deep.equal(["leaves.bin", "shards/.DS_Store", "shards/0001.bin"]);
    });

    it("names links and does not walk through them", async () => {
      fs.symlinkSync(folder, join(root, "epochs/7/away"));
      expect(await listFolder(root, "epochs/7"))
        .to.include("away")
        .and.have.length(4);
      expect(await rejectedCode(() => listFolder(root, "epochs/7/away"))).to.equal("STORAGE_LINK_OUTSIDE");
    });

    it("says which of the two is missing", async () => {
      expect(await rejectedCode(() => listFolder(root, "epochs/8"))).to.equal("STORAGE_BUNDLE_FILE_MISSING");
      expect(await rejectedCode(() => listFolder(join(folder, "no"), "epochs"))).to.equal("STORAGE_NO_FOLDER");
    });
  });
});
