import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import type { Hex32 } from "../primitives/identifiers.ts";
import { hashMismatch, notFound } from "./blob-errors.ts";
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

  async function next(): Promise<Uint8Array | undefined> {
    file ??= await unless(["ENOENT"], () => disk.open(path, "r"));
    if (file === undefined) throw notFound(sha256);
    const { bytesRead, buffer } = await file.read(new Uint8Array(READ_SIZE), 0, READ_SIZE, null);
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

  async function pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    const piece = await onDisk("read", next).catch(async (error: unknown) => {
      await close();
      throw error;
    });
    if (piece !== undefined) {
      controller.enqueue(piece);
      return;
    }
    await close();
    controller.close();
  }

  return new ReadableStream<Uint8Array>({ pull, cancel: close }, { highWaterMark: 0 });
}
