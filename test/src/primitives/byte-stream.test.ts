import { expect } from "chai";
import { openAsBlob } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { byteStream, readBytes, streamFrom } from "../../../src/primitives/byte-stream.ts";
import { collect, streamOf } from "../../helpers/collect.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";

describe("byteStream", () => {
  it("gives the bytes of a byte string, in pieces of at most 64 KiB", async () => {
    const bytes = seededBytes(150_000);
    const sizes: number[] = [];
    for await (const piece of byteStream(bytes)) sizes.push(piece.length);

    expect(sizes).to.deep.equal([65_536, 65_536, 18_928]);
    expect(await collect(byteStream(bytes))).to.deep.equal(bytes);
  });

  it("ends at once for an empty byte string", async () => {
    expect(await collect(byteStream(new Uint8Array(0)))).to.have.length(0);
  });

  it("reads a Blob slice by slice", async () => {
    const bytes = seededBytes(600_000);
    const sizes: number[] = [];
    for await (const piece of byteStream(new Blob([bytes]))) sizes.push(piece.length);

    expect(sizes).to.deep.equal([262_144, 262_144, 75_712]);
    expect(await collect(byteStream(new Blob([bytes])))).to.deep.equal(bytes);
    expect(await collect(byteStream(new Blob([])))).to.have.length(0);
  });

  it("fails when the file behind a Blob changes while it is read", async () => {
    const folder = await mkdtemp(join(tmpdir(), "byte-stream-"));
    const file = join(folder, "file");
    await writeFile(file, seededBytes(600_000));
    const reader = byteStream(await openAsBlob(file)).getReader();
    await reader.read();
    await writeFile(file, seededBytes(10));

    const outcome = await reader.read().catch((error: unknown) => error);
    await rm(folder, { recursive: true });

    expect(outcome).to.be.instanceOf(DOMException);
  });

  it("reads a Blob and hands a stream through", async () => {
    const stream = streamOf([Uint8Array.of(4)]);

    expect(await collect(byteStream(new Blob([Uint8Array.of(1, 2, 3)])))).to.deep.equal(Uint8Array.of(1, 2, 3));
    expect(byteStream(stream)).to.equal(stream);
  });
});

describe("streamFrom", () => {
  async function* pieces(log: string[]): AsyncGenerator<Uint8Array, void, undefined> {
    await Promise.resolve();
    try {
      for (const value of [1, 2, 3]) {
        log.push(`made ${value}`);
        yield Uint8Array.of(value);
      }
    } finally {
      log.push("ended");
    }
  }

  it("gives the pieces of a generator in order", async () => {
    expect(await collect(streamFrom(pieces([])))).to.deep.equal(Uint8Array.of(1, 2, 3));
  });

  it("ends the generator when the stream is given up", async () => {
    const log: string[] = [];
    const reader = streamFrom(pieces(log)).getReader();
    await reader.read();
    await reader.cancel();

    expect(log.at(-1)).to.equal("ended");
    expect(log).to.not.include("made 3");
  });
});

describe("readBytes", () => {
  it("joins all pieces up to the limit itself", async () => {
    expect(await readBytes(streamOf([Uint8Array.of(1, 2), Uint8Array.of(3)]), 3)).to.deep.equal(Uint8Array.of(1, 2, 3));
  });

  it("refuses and cancels a stream that is longer", async () => {
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        controller.enqueue(new Uint8Array(10));
      },
      cancel: () => {
        cancelled = true;
      },
    });

    expect(await rejectedCode(() => readBytes(endless, 25))).to.equal("PRIMITIVES_TOO_LONG");
    expect(cancelled).to.equal(true);
  });
});
