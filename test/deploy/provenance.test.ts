import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compilerInWords, sourceOfTree } from "../../deploy/provenance.ts";

describe("sourceOfTree", () => {
  let folder = "";
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: "pipe" }).trim();

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tree-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("names the commit, and says when a file differs from it", () => {
    git("init", "-q");
    writeFileSync(join(folder, "file"), "1");
    git("add", ".");
    git("-c", "user.name=n", "-c", "user.email=e@example.org", "commit", "-qm", "first");
    const commit = git("rev-parse", "HEAD");

    expect(sourceOfTree(folder)).to.deep.equal({ commit, dirty: false });
    writeFileSync(join(folder, "file"), "2");
    expect(sourceOfTree(folder)).to.deep.equal({ commit, dirty: true });
  });

  it("knows nothing of a folder that is no checkout", () => {
    expect(sourceOfTree(folder)).to.equal(null);
  });
});

describe("compilerInWords", () => {
  it("names the version, the common settings, and the sources that have their own", () => {
    expect(compilerInWords()).to.match(/^solc \d+\.\d+\.\d+; optimizer 200 runs, cancun; contracts\/.* 1000000 runs/);
  });
});
