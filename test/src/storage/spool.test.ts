import { expect } from "chai";
import fs from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toHex32 } from "../../../src/primitives/identifiers.ts";
import { spool } from "../../../src/storage/spool.ts";
import { streamOf } from "../../helpers/collect.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";
import { hashOf } from "./temporary-store.ts";

const ABSENT = toHex32(`0x${"ab".repeat(32)}`);
const LONG = 1024 * 1024 + 1;

describe("taking in a blob before it goes on", () => {
  let folder: string;
  const before = process.env.TMPDIR;
  const files = async () => (await fs.readdir(folder, { recursive: true })).sort();
  const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

  beforeEach(async () => {
    folder = await fs.mkdtemp(join(before ?? tmpdir(), "spool-"));
    process.env.TMPDIR = folder;
  });

  afterEach(async () => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    await fs.rm(folder, { recursive: true });
  });

  it("gives its hash, its size and its bytes, as often as they are read", async () => {
    for (const size of [0, 1, LONG - 1, LONG, 3 * LONG]) {
      const blob = seededBytes(size);
      for (const source of [blob, new Blob([blob]), streamOf([blob.subarray(0, 10), blob.subarray(10)])]) {
        const spooled = await spool(source);
        expect([spooled.sha256, spooled.size]).to.deep.equal([hashOf(blob), size]);
        for (let i = 0; i < 2; i++) expect(Buffer.compare(await bytesOf(spooled.blob), blob)).to.equal(0);
        await spooled.discard();
      }
    }
    expect(await files()).to.deep.equal([]);
  });

  it("keeps a long one in a file for this user alone, a short one and a Blob in none", async () => {
    const [short, file] = [await spool(seededBytes(LONG - 1)), await spool(new Blob([seededBytes(LONG)]))];
    expect(await files()).to.deep.equal([]);
    const long = await spool(seededBytes(LONG));
    const [place = "", path = ""] = await files();
    expect((await fs.stat(join(folder, place))).mode & 0o777).to.equal(0o700);
    expect((await fs.stat(join(folder, path))).mode & 0o777).to.equal(0o600);
    await Promise.all([short, file, long].map(({ discard }) => discard()));
    expect(await files()).to.deep.equal([]);
  });

  it("is not confused by a source that uses its memory again", async () => {
    const piece = new Uint8Array(1000);
    function* pieces(): Generator<Uint8Array> {
      for (let i = 0; i < 5; i++) yield piece.fill(i);
    }
    const { blob } = await spool(streamOf(pieces()));
    const bytes = await bytesOf(blob);
    expect([bytes[0], bytes[1000], bytes[2000], bytes[4999]]).to.deep.equal([0, 1, 2, 4]);
  });

  it("leaves nothing behind when the bytes are wrong, too many, or break off", async () => {
    const failure = new Error("the line is dead");
    const blob = seededBytes(2 * LONG);
    expect(await rejectedCode(() => spool(blob, { expectedSha256: ABSENT }))).to.equal("STORAGE_HASH_MISMATCH");
    expect(await rejectedCode(() => spool(blob, { maxSize: 2 * LONG - 1 }))).to.equal("STORAGE_TOO_LARGE");
    expect(await spool(streamOf([blob], failure)).catch((error: unknown) => error)).to.equal(failure);
    expect(await files()).to.deep.equal([]);
    expect(
      (await spool(blob.subarray(0, 9), { expectedSha256: hashOf(blob.subarray(0, 9)), maxSize: 9 })).size,
    ).to.equal(9);
  });

  it("stops its source when there is no place to keep it", async () => {
    process.env.TMPDIR = join(folder, "missing");
    let reason: unknown;
    const source = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        controller.enqueue(seededBytes(LONG));
      },
      cancel: (given) => {
        reason = given;
      },
    });
    expect(await rejectedCode(() => spool(source))).to.equal("STORAGE_DISK_FAILED");
    expect(reason).to.include({ code: "STORAGE_DISK_FAILED" });
  });
});
