import { expect } from "chai";
import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeBundle } from "../../../src/storage/bundle-folder.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";
import { bundle, filesBelow, filesOf, pathsBelow } from "./some-bundle.ts";
import { watchedDisk } from "./watched-disk.ts";

const FOLDER = "epochs/7/0a1b";

describe("writing a bundle to a folder", () => {
  let root: string;
  let target: string;

  beforeEach(() => {
    root = fs.mkdtempSync(join(tmpdir(), "bundle-"));
    target = join(root, FOLDER);
  });

  afterEach(() => {
    fs.rmSync(root, { recursive: true });
  });

  it("leaves exactly its files, of the bytes given", async () => {
    await writeBundle(root, FOLDER, bundle);

    expect(filesBelow(target)).to.deep.equal(filesOf(bundle));
    expect(fs.readdirSync(join(root, "epochs/7"))).to.deep.equal(["0a1b"]);
  });

  it("makes a root that is not there, and leaves its neighbours alone", async () => {
    await writeBundle(join(root, "new/place"), "epochs/7/0a", bundle);
    await writeBundle(join(root, "new/place"), "epochs/7/0b", bundle.slice(1));
    await writeBundle(join(root, "new/place"), "epochs/8/0a", bundle.slice(2));

    expect([...filesBelow(join(root, "new/place")).keys()].map((path) => path.slice(0, 11))).to.include.members([
      "epochs/7/0a",
      "epochs/7/0b",
      "epochs/8/0a",
    ]);
    expect(filesBelow(join(root, "new/place/epochs/7/0a"))).to.have.length(bundle.length);
  });

  it("changes nothing of a bundle that is there, and does not even ask for its files", async () => {
    await writeBundle(root, FOLDER, bundle);
    const before = filesBelow(target);
    const unasked = (function* () {
      yield bundle[0]!;
      expect.fail("asked for");
    })();

    await writeBundle(root, FOLDER, [{ path: "manifest.json", bytes: seededBytes(3) }]);
    await writeBundle(root, FOLDER, unasked);

    expect(filesBelow(target)).to.deep.equal(before);
    expect(unasked.next().value).to.equal(bundle[0]);
  });

  it("goes on where an interrupted call stopped: keeps what is right, replaces and removes the rest", async () => {
    await writeBundle(root, FOLDER, bundle);
    fs.renameSync(target, `${target}.part`);
    fs.writeFileSync(join(`${target}.part`, "leaves.bin"), seededBytes(300_000, 2));
    fs.rmSync(join(`${target}.part`, "shards/0001.bin"));
    for (const extra of ["notes.txt", "shards/.half", "shards/ffff.bin"]) {
      fs.writeFileSync(join(`${target}.part`, extra), "extra");
    }
    fs.mkdirSync(join(`${target}.part`, "old/scores"), { recursive: true });
    fs.symlinkSync(root, join(`${target}.part`, "away"));
    const renamed: string[] = [];
    const disk = watchedDisk((step, path) => {
      if (step === "rename") renamed.push(path);
    });

    await writeBundle(root, FOLDER, bundle, disk);

    expect(filesBelow(target)).to.deep.equal(filesOf(bundle));
    expect(pathsBelow(target)).to.deep.equal([...bundle.map(({ path }) => path), "scores", "shards"].sort());
    expect(renamed).to.have.length(3);
  });

  it("has at most eight files in hand, so that they need not be in memory together", async () => {
    let [asked, named, most] = [0, 0, 0];
    const files = (function* () {
      for (let k = 0; k < 100; k++) {
        most = Math.max(most, ++asked - named);
        yield { path: `shards/${k}.bin`, bytes: seededBytes(100, k + 1) };
      }
    })();
    const disk = watchedDisk((step) => {
      if (step === "rename") named++;
    });

    await writeBundle(root, FOLDER, files, disk);

    expect([asked, most]).to.deep.equal([100, 8]);
  });

  it("refuses every path that is not plain, and publishes nothing", async () => {
    for (const path of ["../secret", "/secret", "a/../../b", "a\\b", "", "a/", ".hidden"]) {
      expect(await rejectedCode(() => writeBundle(root, FOLDER, [{ path, bytes: seededBytes(1) }])), path).to.equal(
        "STORAGE_INVALID_PATH",
      );
      expect(await rejectedCode(() => writeBundle(root, path, bundle)), path).to.equal("STORAGE_INVALID_PATH");
    }
    expect(fs.readdirSync(root)).to.deep.equal([]);
  });

  it("lets the failures of its source through, and keeps what came before", async () => {
    const failure = new Error("source");
    const files = (function* () {
      yield bundle[0]!;
      throw failure;
    })();

    expect(await writeBundle(root, FOLDER, files).catch((error: unknown) => error)).to.equal(failure);
    expect(fs.existsSync(target)).to.equal(false);
    expect([...filesBelow(`${target}.part`).keys()]).to.deep.equal([bundle[0]!.path]);
  });

  it("T76 syncs each file before it has its name, each folder before the bundle has its own, then all above", async () => {
    const steps: string[] = [];
    const disk = watchedDisk((step, path) => {
      if (["file.sync", "rename"].includes(step)) steps.push(`${step} ${path.replace(root, "")}`);
    });

    await writeBundle(root, FOLDER, bundle, disk);

    const part = "/epochs/7/0a1b.part";
    const named = steps.filter((step) => /^rename .*\/\.[0-9a-f-]{36}$/.test(step));
    expect(named).to.have.length(bundle.length);
    for (const step of named) {
      expect(steps.indexOf(step.replace("rename", "file.sync"))).to.be.within(0, steps.indexOf(step) - 1);
    }
    const rest = steps.slice(steps.indexOf(named.at(-1)!) + 1);
    expect(rest.slice(0, 3)).to.have.members(["", "/scores", "/shards"].map((folder) => `file.sync ${part}${folder}`));
    expect(rest.slice(3)).to.deep.equal([`rename ${part}`, "file.sync /epochs/7", "file.sync /epochs", "file.sync "]);
  });

  it("writes 4,100 files in a time in which nobody would give up", async function () {
    this.timeout(120_000);
    const shards = Array.from({ length: 4_100 }, (_, k) => ({
      path: `shards/${k.toString(16).padStart(4, "0")}.bin`,
      bytes: seededBytes(9_000, k + 1),
    }));
    const begun = performance.now();
    await writeBundle(root, FOLDER, shards);
    expect(performance.now() - begun).to.be.lessThan(100_000);
    expect(fs.readdirSync(join(target, "shards"))).to.have.length(4_100);
  });
});
