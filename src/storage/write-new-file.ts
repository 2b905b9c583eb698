import { openAsBlob } from "node:fs";
import fs, { type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { borrowPieces, type BorrowingReader } from "../primitives/borrow-pieces.ts";
import { onDisk, syncFolder } from "./disk.ts";
import { createFile } from "./secret-file.ts";

/** What else may happen to the file. */
export type WriteOptions = {
  /** Whether it may take the place of another one, and of what a stopped run left of this one. */
  readonly overwrites?: boolean;
  /** Looks at the whole content before it gets the name, and says whether it should; by default it should. */
  readonly review?: (written: Blob) => Promise<boolean>;
};

/**
 * Writes what a stream gives to a new file, for its owner only. The name is taken at the beginning, and stands for the
 * whole content once this resolves; until then the bytes are in `<path>.part`. When the stream fails, nothing is left.
 *
 * @returns The number of bytes.
 * @throws {InvalidInputError} `STORAGE_FILE_EXISTS`; the codes of {@link onDisk}. Failures of `source` and of `review` come
 * through unchanged.
 */
export async function writeNewFile(
  path: string,
  source: ReadableStream<Uint8Array>,
  { overwrites = false, review }: WriteOptions = {},
): Promise<number> {
  const part = `${path}.part`;
  const reader = borrowPieces(source);
  const made: string[] = [];
  try {
    if (overwrites) await onDisk("write", () => fs.rm(part, { force: true }));
    else {
      await (await createFile(path)).close();
      made.push(path);
    }
    const file = await createFile(part);
    made.push(part);
    const size = await fill(file, reader);
    const isWanted = review === undefined || (await review(await openAsBlob(part)));
    await onDisk("write", () => (isWanted ? publish(part, path) : removeAll(made)));
    return size;
  } catch (error) {
    // The first failure is the one to report.
    await Promise.allSettled([reader.cancel(error), removeAll(made)]);
    throw error;
  }
}

async function publish(part: string, path: string): Promise<void> {
  await fs.rename(part, path);
  await syncFolder(fs, dirname(path));
}

async function removeAll(names: readonly string[]): Promise<void> {
  await Promise.all(names.map((name) => fs.rm(name, { force: true })));
}

async function fill(file: FileHandle, reader: BorrowingReader): Promise<number> {
  let size = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const piece = next.value;
      await onDisk("write", () => file.writeFile(piece));
      size += piece.length;
    }
    await onDisk("write", () => file.sync());
    return size;
  } finally {
    await file.close();
  }
}
