import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { byteStream, type ByteSource } from "../primitives/byte-stream.ts";
import { toHex32 } from "../primitives/identifiers.ts";
import type { BlobReference } from "./blob-store.ts";
import { onDisk, syncFolder, unless, type Disk } from "./disk.ts";

const PART = ".part";
const READ_SIZE = 256 * 1024;
const MISSING = ["ENOENT", "ENOTDIR"];

/**
 * Writes a file that only this user may read, wholly or not at all at any moment of a crash: under another name first,
 * which it loses when `source` has ended without an error and its bytes are on the disk. Replaces a file of that name.
 *
 * Two writers of one file do it no harm; the last one stays.
 *
 * @throws {CollectiveError} `STORAGE_READ_ONLY`, `STORAGE_FULL`, `STORAGE_DISK_FAILED`; failures of `source` come through
 * unchanged. Nothing is left of it then.
 */
export async function savePrivateFile(path: string, source: ByteSource, disk: Disk = fs): Promise<BlobReference> {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${randomUUID()}${PART}`);
  const reader = byteStream(source).getReader();
  try {
    await onDisk("write", () => disk.mkdir(folder, { recursive: true, mode: 0o700 }));
    const reference = await write(disk, temporary, reader);
    await onDisk("write", async () => {
      await disk.rename(temporary, path);
      await syncFolder(disk, folder);
    });
    return reference;
  } catch (error) {
    await Promise.allSettled([reader.cancel(error), disk.rm(temporary, { force: true })]);
    throw error;
  }
}

async function write(
  disk: Disk,
  path: string,
  reader: ReadableStreamDefaultReader<Uint8Array>,
): Promise<BlobReference> {
  const hash = createHash("sha256");
  let size = 0;
  const file = await onDisk("write", () => disk.open(path, "wx", 0o600));
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const piece = next.value;
      size += piece.length;
      hash.update(piece);
      await onDisk("write", () => file.writeFile(piece));
    }
    await onDisk("write", () => file.sync());
  } finally {
    await onDisk("write", () => file.close());
  }
  return { sha256: toHex32(`0x${hash.digest("hex")}`), size };
}

/** Removes what an interrupted {@link savePrivateFile} left in a folder: it may hold half of what was private. */
export async function removeUnfinished(folder: string, disk: Disk = fs): Promise<void> {
  await onDisk("write", async () => {
    const names = (await unless(MISSING, () => disk.readdir(folder))) ?? [];
    for (const name of names) {
      if (name.startsWith(".") && name.endsWith(PART)) await disk.rm(join(folder, name), { force: true });
    }
  });
}

/** Size and SHA-256 of a file; nothing when there is none. @throws {CollectiveError} `STORAGE_DISK_FAILED`. */
export async function measureFile(path: string, disk: Disk = fs): Promise<BlobReference | undefined> {
  return onDisk("read", async () => {
    const status = await unless(MISSING, () => disk.stat(path));
    if (status?.isFile() !== true) return undefined;
    const hash = createHash("sha256");
    const file = await disk.open(path, "r");
    let size = 0;
    try {
      const buffer = new Uint8Array(READ_SIZE);
      for (;;) {
        const { bytesRead } = await file.read(buffer, 0, READ_SIZE, null);
        if (bytesRead === 0) break;
        hash.update(buffer.subarray(0, bytesRead));
        size += bytesRead;
      }
    } finally {
      await file.close();
    }
    return { sha256: toHex32(`0x${hash.digest("hex")}`), size };
  });
}
