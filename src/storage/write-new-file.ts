import fs, { type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { borrowPieces, type BorrowingReader } from "../primitives/borrow-pieces.ts";
import { onDisk, syncFolder } from "./disk.ts";
import { createFile } from "./secret-file.ts";

/**
 * Writes what a stream gives to a new file, for its owner only. The name is taken at the beginning, and stands for the
 * whole content once this resolves; until then the bytes are in `<path>.part`. When the stream fails, nothing is left.
 *
 * @returns The number of bytes.
 * @throws {InvalidInputError} `STORAGE_FILE_EXISTS`; the codes of {@link onDisk}. Failures of `source` come through unchanged.
 */
export async function writeNewFile(path: string, source: ReadableStream<Uint8Array>): Promise<number> {
  const part = `${path}.part`;
  const reader = borrowPieces(source);
  const made: string[] = [];
  try {
    await (await createFile(path)).close();
    made.push(path);
    const file = await createFile(part);
    made.push(part);
    const size = await fill(file, reader);
    await onDisk("write", async () => {
      await fs.rename(part, path);
      await syncFolder(fs, dirname(path));
    });
    return size;
  } catch (error) {
    // The first failure is the one to report.
    await Promise.allSettled([reader.cancel(error), ...made.map((name) => fs.rm(name, { force: true }))]);
    throw error;
  }
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
