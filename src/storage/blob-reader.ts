import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { RetryableError } from "../primitives/errors.ts";
import type { Hex32 } from "../primitives/identifiers.ts";
import { pulledBytes } from "../primitives/pulled-bytes.ts";
import { onDisk, unless, type Disk } from "./disk.ts";

const READ_SIZE = 256 * 1024;

/**
 * Reads the blob in the file at `path` and checks its hash on the way; memory does not grow with its size. The file is
 * opened when the first piece is asked for and closed at the end, so that a stream nobody reads holds no descriptor.
 *
 * The stream fails with `STORAGE_HASH_MISMATCH` at its end when the bytes are not the ones named by `sha256`, with
 * `STORAGE_NOT_FOUND` or `STORAGE_DISK_FAILED` when they cannot be read.
 */
export function readBlob(disk: Disk, path: string, sha256: Hex32): ReadableStream<Uint8Array> {
  const hash = createHash("sha256");
  let file: FileHandle | undefined;

  async function next(
    room: Uint8Array<ArrayBuffer> = new Uint8Array(READ_SIZE),
  ): Promise<Uint8Array<ArrayBuffer> | undefined> {
    file ??= (await unless(["ENOENT"], () => disk.open(path, "r"))) ?? notFound(sha256);
    const { bytesRead, buffer } = await file.read(room, 0, room.length, null);
    const piece = buffer.subarray(0, bytesRead);
    hash.update(piece);
    if (bytesRead > 0) return piece;
    if (`0x${hash.digest("hex")}` !== sha256) throw hashMismatch(sha256);
    return undefined;
  }

  async function close(): Promise<void> {
    const open = file;
    file = undefined;
    // Nothing was written, so a failing close loses nothing; the failure that led here is the one to report.
    await open?.close().catch(() => undefined);
  }

  return pulledBytes(async (room) => {
    const piece = await onDisk("read", () => next(room)).catch(async (error: unknown) => {
      await close();
      throw error;
    });
    if (piece === undefined) await close();
    return piece;
  }, close);
}

/** Throws `STORAGE_NOT_FOUND`. */
export function notFound(sha256: Hex32): never {
  throw new RetryableError("STORAGE_NOT_FOUND", "Expected a blob that is in this store.", {
    context: { sha256 },
    hint: "It may not have arrived yet, or was removed: ask again later, or ask another store.",
  });
}

/** The error for bytes that are not the ones that were named. */
export function hashMismatch(sha256: Hex32): RetryableError {
  return new RetryableError("STORAGE_HASH_MISMATCH", "Expected bytes with the SHA-256 that names them.", {
    context: { sha256 },
    hint: "Fetch the blob from another store and put it here again: that replaces a damaged copy.",
  });
}
