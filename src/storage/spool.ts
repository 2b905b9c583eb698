import { createHash } from "node:crypto";
import { openAsBlob } from "node:fs";
import fs, { type FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { byteStream, type ByteSource } from "../primitives/byte-stream.ts";
import { toHex32 } from "../primitives/identifiers.ts";
import { hashMismatch, tooLarge } from "./blob-errors.ts";
import type { BlobReference, PutOptions } from "./blob-store.ts";
import { onDisk } from "./disk.ts";

/** A blob that is known to be whole and can be read again and again until it is discarded. */
export type Spooled = BlobReference & {
  readonly blob: Blob;
  /** Deletes what was kept for it on this machine. */
  readonly discard: () => Promise<void>;
};

/** What is not longer is kept in memory. */
const IN_MEMORY = 1024 * 1024;

/**
 * Takes in a blob from anywhere before a byte of it goes on: its hash and its size are known then, and nothing has to be
 * taken back when they are not the expected ones. Memory does not grow with it: a long one lies in the system's folder for
 * temporary files meanwhile, readable for this user alone. A `Blob` is only read through, since it can be read again.
 *
 * @throws {CollectiveError} `STORAGE_HASH_MISMATCH`, `STORAGE_TOO_LARGE`, `STORAGE_FULL`, `STORAGE_READ_ONLY`,
 * `STORAGE_DISK_FAILED`; failures of `source` come through unchanged. Then nothing is left behind.
 */
export async function spool(
  source: ByteSource,
  { expectedSha256, maxSize = Infinity }: PutOptions = {},
): Promise<Spooled> {
  const reader = byteStream(source).getReader();
  const keeper = source instanceof Blob ? keeperOf(source) : newKeeper();
  const hash = createHash("sha256");
  let size = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      size += next.value.length;
      if (size > maxSize) throw tooLarge(maxSize);
      hash.update(next.value);
      await keeper.add(next.value);
    }
    const sha256 = toHex32(`0x${hash.digest("hex")}`);
    if (expectedSha256 !== undefined && sha256 !== expectedSha256) throw hashMismatch(expectedSha256);
    return { sha256, size, blob: await keeper.finish(), discard: keeper.discard };
  } catch (error) {
    // The first failure is the one to report.
    await Promise.allSettled([reader.cancel(error), keeper.discard()]);
    throw error;
  }
}

type Keeper = {
  readonly add: (piece: Uint8Array) => Promise<void>;
  readonly finish: () => Promise<Blob>;
  readonly discard: () => Promise<void>;
};

function keeperOf(blob: Blob): Keeper {
  return { add: () => Promise.resolve(), finish: () => Promise.resolve(blob), discard: () => Promise.resolve() };
}

/** Keeps pieces in memory until they are too many, then in a file. */
function newKeeper(): Keeper {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let kept = 0;
  let folder: string | undefined;
  let file: FileHandle | undefined;

  async function write(bytes: Uint8Array): Promise<void> {
    folder ??= await fs.mkdtemp(join(tmpdir(), "collective-blob-"));
    file ??= await fs.open(join(folder, "blob"), "wx", 0o600);
    await file.writeFile(bytes);
  }

  return {
    add: (piece) =>
      onDisk("write", async () => {
        kept += piece.length;
        if (file !== undefined) {
          await write(piece);
          return;
        }
        // A source may use the memory of a piece again.
        pieces.push(piece.slice());
        if (kept > IN_MEMORY) for (const earlier of pieces.splice(0)) await write(earlier);
      }),
    finish: () =>
      onDisk("write", async () => {
        await file?.close();
        return folder === undefined ? new Blob(pieces) : openAsBlob(join(folder, "blob"));
      }),
    discard: async () => {
      await file?.close().catch(() => undefined);
      if (folder !== undefined) await fs.rm(folder, { recursive: true, force: true });
    },
  };
}
