import { expect } from "chai";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readBundle, writeBundle } from "../../../src/storage/bundle-folder.ts";
import { codeOf } from "../../helpers/code-of.ts";

const file = (path: string, text: string) => ({ path: `epochs/7/${path}`, bytes: new TextEncoder().encode(text) });
const bundle = [
  file("scores/0xbb.json", "b"),
  file("scores/0xaa.json", "a"),
  file("leaves.bin", "l"),
  file("manifest.json", "m"),
];

describe("bundle folder", () => {
  let folder = "";

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "bundle-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("gives back what was written, score files by name", async () => {
    await writeBundle(folder, bundle);
    const { manifest, leavesFile, scoreFiles } = await readBundle(folder, 7);

    expect([manifest, leavesFile, ...scoreFiles].map((bytes) => new TextDecoder().decode(bytes))).to.deep.equal([
      "m",
      "l",
      "a",
      "b",
    ]);
    expect(readdirSync(join(folder, "epochs/7")).sort()).to.deep.equal(["leaves.bin", "manifest.json", "scores"]);
  });

  it("leaves nothing of an earlier attempt at the same epoch, and everything of other epochs", async () => {
    await writeBundle(folder, [{ ...bundle[0]!, path: "epochs/6/scores/0xcc.json" }]);
    await writeBundle(folder, [file("scores/0xcc.json", "c"), file("shards/000.bin", "s"), ...bundle]);
    await writeBundle(folder, bundle);

    expect(readdirSync(join(folder, "epochs/7")).sort()).to.deep.equal(["leaves.bin", "manifest.json", "scores"]);
    expect(readdirSync(join(folder, "epochs/7/scores")).sort()).to.deep.equal(["0xaa.json", "0xbb.json"]);
    expect(readdirSync(join(folder, "epochs/6/scores"))).to.deep.equal(["0xcc.json"]);
  });

  it("does not take a bundle without its manifest for a bundle", async () => {
    await writeBundle(folder, bundle.slice(0, -1));

    expect(await codeOf(readBundle(folder, 7))).to.equal("STORAGE_BUNDLE_MISSING");
    expect(await codeOf(readBundle(folder, 8))).to.equal("STORAGE_BUNDLE_MISSING");
  });
});
