import { Zip, ZipPassThrough, type ZipInputFile } from "fflate";
import { crc32 } from "#inflate";
import { streamFrom } from "../primitives/byte-stream.ts";

/** A file for a zip, whose content is read once, when its turn comes. */
export type FileToPack = {
  readonly name: string;
  readonly isStored: boolean;
  readonly content: AsyncIterable<Uint8Array>;
};

/** Zip times begin here; what we write says nothing of when or where it was made. */
const NO_TIME = "1980-01-01T00:00:00";
const DEFLATED = 8;

/** Packs files one after another into a zip, piece by piece; sizes are written behind the data (APPNOTE §4.3.9). */
export async function* packZip(
  files: AsyncIterable<FileToPack> | Iterable<FileToPack>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const written: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error !== null) throw error;
    written.push(piece);
  });
  for await (const file of files) {
    const adding = file.isStored ? store(zip, file) : deflate(zip, file);
    for (let step = await adding.next(); step.done !== true; step = await adding.next()) yield* written.splice(0);
    yield* written.splice(0);
  }
  zip.end();
  yield* written.splice(0);
}

/** Adds a file as it is; gives control back after each piece. */
async function* store(zip: Zip, { name, content }: FileToPack): AsyncGenerator<void, void, undefined> {
  const entry = new ZipPassThrough(name);
  entry.mtime = NO_TIME;
  zip.add(entry);
  for await (const piece of content) {
    entry.push(piece);
    yield;
  }
  entry.push(new Uint8Array(), true);
}

/** The same, compressed by the runtime's own deflate, which is several times as fast as one in JavaScript. */
async function* deflate(zip: Zip, { name, content }: FileToPack): AsyncGenerator<void, void, undefined> {
  const entry: ZipInputFile = { filename: name, size: 0, crc: 0, compression: DEFLATED, mtime: NO_TIME };
  zip.add(entry);
  async function* measured(): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
    for await (const piece of content) {
      entry.crc = crc32(piece, entry.crc);
      entry.size += piece.length;
      yield piece as Uint8Array<ArrayBuffer>;
    }
  }
  const packed = streamFrom(measured()).pipeThrough(new CompressionStream("deflate-raw")).getReader();
  for (let next = await packed.read(); !next.done; next = await packed.read()) {
    entry.ondata?.(null, next.value, false);
    yield;
  }
  entry.ondata?.(null, new Uint8Array(), true);
}
