import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { byteStream, type ByteSource } from "../primitives/byte-stream.ts";
import { toHex32 } from "../primitives/identifiers.ts";
import { hashMismatch, notFound, tooLarge } from "./blob-errors.ts";
import { blobPlace } from "./blob-place.ts";
import { readBlob } from "./blob-reader.ts";
import type { BlobReference, BlobStore, PutOptions } from "./blob-store.ts";
import { makeFolder, onDisk, syncFolder, unless, type Disk } from "./disk.ts";

/** Settings that have a sensible default. */
export type DiskStoreOptions = {
  readonly disk?: Disk;
  /** How long an unfinished file must have gone without a write to count as left by a crash. Default: one hour. */
  readonly leftoverAgeMs?: number;
};

const HOUR_MS = 3_600_000;
const INCOMING = "incoming";
const MISSING = ["ENOENT", "ENOTDIR"];

/**
 * Opens a folder as a blob store, made if it is missing, and removes what a crash may have left unfinished in it.
 *
 * A blob lies at `<folder>/<first two digits>/<64 digits>`. It is written to `<folder>/incoming`, synced, renamed to its
 * place, and then the folders are synced: a name that is there stands for a whole blob, at any moment of a crash. Several
 * processes may use one folder at once. A folder that cannot be written can still be read.
 *
 * @throws {CollectiveError} `STORAGE_READ_ONLY`, `STORAGE_FULL` or `STORAGE_DISK_FAILED` when it cannot be made.
 */
export async function createDiskStore(folder: string, options: DiskStoreOptions = {}): Promise<BlobStore> {
  const { disk = fs, leftoverAgeMs = HOUR_MS } = options;
  const root = resolve(folder);
  await onDisk("write", () => makeFolder(disk, root));
  await onDisk("write", () => removeLeftovers(disk, join(root, INCOMING), Date.now() - leftoverAgeMs));
  return {
    put: (source, putOptions) => put(disk, root, source, putOptions),
    async get(sha256) {
      const path = join(root, blobPlace(sha256));
      if (!(await exists(disk, path))) throw notFound(sha256);
      return readBlob(disk, path, sha256);
    },
    has: async (sha256) => exists(disk, join(root, blobPlace(sha256))),
    delete: async (sha256) => remove(disk, join(root, blobPlace(sha256))),
  };
}

async function put(disk: Disk, root: string, source: ByteSource, options: PutOptions = {}): Promise<BlobReference> {
  const reader = byteStream(source).getReader();
  const temporary = join(root, INCOMING, randomUUID());
  try {
    const reference = await write(disk, temporary, reader, options.maxSize ?? Infinity);
    const { expectedSha256 = reference.sha256 } = options;
    if (reference.sha256 !== expectedSha256) throw hashMismatch(expectedSha256);
    await onDisk("write", () => publish(disk, temporary, join(root, blobPlace(reference.sha256))));
    return reference;
  } catch (error) {
    // The first failure is the one to report; what cannot be cleaned up now is removed as a leftover later.
    await Promise.allSettled([reader.cancel(error), disk.rm(temporary, { force: true })]);
    throw error;
  }
}

async function write(
  disk: Disk,
  path: string,
  reader: ReadableStreamDefaultReader<Uint8Array>,
  maxSize: number,
): Promise<BlobReference> {
  const hash = createHash("sha256");
  let size = 0;
  await onDisk("write", () => disk.mkdir(dirname(path), { recursive: true }));
  const file = await onDisk("write", () => disk.open(path, "wx"));
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const piece = next.value;
      size += piece.length;
      if (size > maxSize) throw tooLarge(maxSize);
      hash.update(piece);
      await onDisk("write", () => file.writeFile(piece));
    }
    await onDisk("write", () => file.sync());
  } finally {
    await onDisk("write", () => file.close());
  }
  return { sha256: toHex32(`0x${hash.digest("hex")}`), size };
}

async function publish(disk: Disk, temporary: string, path: string): Promise<void> {
  const shard = dirname(path);
  await disk.mkdir(shard, { recursive: true });
  await disk.rename(temporary, path);
  await syncFolder(disk, shard);
  // Always, not only when this call made the shard: another one may have made it and not synced it yet.
  await syncFolder(disk, dirname(shard));
}

async function exists(disk: Disk, path: string): Promise<boolean> {
  return (await onDisk("read", () => unless(MISSING, () => disk.stat(path)))) !== undefined;
}

async function remove(disk: Disk, path: string): Promise<void> {
  if (!(await exists(disk, path))) return;
  await onDisk("write", async () => {
    await disk.rm(path, { force: true });
    await syncFolder(disk, dirname(path));
  });
}

async function removeLeftovers(disk: Disk, incoming: string, before: number): Promise<void> {
  // Where nothing may be written nothing can be half written either, and reading is still welcome.
  await unless([...MISSING, "EROFS", "EACCES", "EPERM"], async () => {
    for (const name of await disk.readdir(incoming)) {
      const path = join(incoming, name);
      // Another process may finish or remove its file at any moment.
      const status = await unless(MISSING, () => disk.stat(path));
      if (status !== undefined && status.mtimeMs <= before) await disk.rm(path, { force: true });
    }
  });
}
