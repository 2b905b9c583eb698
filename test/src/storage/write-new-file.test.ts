import { expect } from "chai";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeNewFile } from "../../../src/storage/write-new-file.ts";
import { streamOf } from "../../helpers/collect.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";

describe("writeNewFile", () => {
  let folder = "";
  const path = (name: string): string => join(folder, name);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "new file "));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("writes everything, for its owner alone, and says how much it was", async () => {
    const size = await writeNewFile(path("a.zip"), streamOf([seededBytes(10), seededBytes(20, 2)]));

    expect(size).to.equal(30);
    expect(readFileSync(path("a.zip")).equals(Buffer.concat([seededBytes(10), seededBytes(20, 2)]))).to.equal(true);
    if (process.platform !== "win32") expect(statSync(path("a.zip")).mode & 0o777).to.equal(0o600);
    expect(readdirSync(folder)).to.deep.equal(["a.zip"]);
  });

  it("has nothing under the name before everything is there, and leaves nothing when the stream fails", async () => {
    const failure = new Error("the line is dead");
    let seen = -1;
    function* pieces(): Generator<Uint8Array> {
      yield seededBytes(10);
      seen = statSync(path("a.zip")).size;
    }

    const outcome = await writeNewFile(path("a.zip"), streamOf(pieces(), failure)).catch((error: unknown) => error);

    expect(outcome).to.equal(failure);
    expect(seen).to.equal(0);
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  it("never writes over a file, and stops the stream", async () => {
    let isCancelled = false;
    const source = (): ReadableStream<Uint8Array> =>
      new ReadableStream<Uint8Array>({
        cancel: () => {
          isCancelled = true;
        },
      });
    writeFileSync(path("a.zip"), "mine");
    writeFileSync(path("b.zip.part"), "mine");

    expect(await rejectedCode(() => writeNewFile(path("a.zip"), source()))).to.equal("STORAGE_FILE_EXISTS");
    expect(await rejectedCode(() => writeNewFile(path("b.zip"), source()))).to.equal("STORAGE_FILE_EXISTS");

    expect(isCancelled).to.equal(true);
    expect(readdirSync(folder)).to.deep.equal(["a.zip", "b.zip.part"]);
    expect(readFileSync(path("a.zip"), "utf8") + readFileSync(path("b.zip.part"), "utf8")).to.equal("minemine");
  });

  it("shows the whole content before it gets the name, and leaves nothing of what is not wanted", async () => {
    let shown = "";
    const review = async (written: Blob): Promise<boolean> => {
      shown = await written.text();
      return shown === "good";
    };
    const write = (text: string) => writeNewFile(path("a.zip"), new Blob([text]).stream(), { review });

    expect(await write("bad")).to.equal(3);
    expect([shown, readdirSync(folder)]).to.deep.equal(["bad", []]);
    expect(await write("good")).to.equal(4);
    expect(readdirSync(folder)).to.deep.equal(["a.zip"]);
  });

  it("leaves nothing when the review fails", async () => {
    const review = () => Promise.reject(new Error("unreadable"));
    const outcome = await writeNewFile(path("a.zip"), streamOf([seededBytes(9)]), { review }).catch(String);

    expect([outcome, readdirSync(folder)]).to.deep.equal(["Error: unreadable", []]);
  });

  it("takes the place of another file only where it may, whole, and with its own rights", async () => {
    writeFileSync(path("a.zip"), "old", { mode: 0o644 });
    writeFileSync(path("a.zip.part"), "left by a stopped run", { mode: 0o644 });
    const failure = new Error("the line is dead");
    const overwrites = { overwrites: true };
    await writeNewFile(path("a.zip"), streamOf([seededBytes(9)], failure), overwrites).catch(() => undefined);
    expect(readFileSync(path("a.zip"), "utf8")).to.equal("old");

    await writeNewFile(path("a.zip"), new Blob(["new"]).stream(), overwrites);
    expect(readFileSync(path("a.zip"), "utf8")).to.equal("new");
    if (process.platform !== "win32") expect(statSync(path("a.zip")).mode & 0o777).to.equal(0o600);
    expect(readdirSync(folder)).to.deep.equal(["a.zip"]);
  });
});
