import fs, { type FileHandle } from "node:fs/promises";
import { basename } from "node:path";
import { InvalidInputError } from "../primitives/errors.ts";
import { errnoOf, onDisk } from "./disk.ts";

/** Read and write for the owner of the file, nothing for anybody else. */
const PRIVATE_MODE = 0o600;
const OTHERS = 0o077;

/**
 * Writes a file that only its owner may read. One that is there is never touched: it may be the last copy of a key.
 *
 * @throws {InvalidInputError} `STORAGE_FILE_EXISTS`; and the codes of {@link onDisk}.
 */
export async function writeSecretFile(path: string, content: Uint8Array | string): Promise<void> {
  const file = await createFile(path);
  try {
    await onDisk("write", async () => {
      await file.writeFile(content);
      await file.sync();
    });
  } catch (error) {
    await fs.rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/**
 * Creates an empty file that only its owner may read, and opens it for writing.
 *
 * @throws {InvalidInputError} `STORAGE_FILE_EXISTS`; and the codes of {@link onDisk}.
 */
export async function createFile(path: string): Promise<FileHandle> {
  return onDisk("write", async () => {
    try {
      return await fs.open(path, "wx", PRIVATE_MODE);
    } catch (cause) {
      if (errnoOf(cause) !== "EEXIST") throw cause;
      throw new InvalidInputError("STORAGE_FILE_EXISTS", `There is a file ${basename(path)} already.`, {
        hint: "Nothing was written. Choose another name, or move that file away.",
      });
    }
  });
}

/**
 * Reads a file that holds a key or a passphrase. Windows has no such permissions, and none are asked for there.
 *
 * @param maxSize - In bytes.
 * @throws {InvalidInputError} `STORAGE_FILE_NOT_FOUND`, `STORAGE_NOT_A_FILE`, `STORAGE_FILE_NOT_READABLE`,
 * `STORAGE_LOOSE_PERMISSIONS` when others than its owner may read or write it, `STORAGE_TOO_LARGE`.
 */
export async function readSecretFile(path: string, maxSize: number): Promise<Uint8Array> {
  const file = await openFile(path);
  try {
    const { mode, size } = await file.stat().then((status) => {
      if (status.isFile()) return status;
      throw refused("STORAGE_NOT_A_FILE", "Expected a file", path, "Name the file itself, not a folder or a device.");
    });
    if (process.platform !== "win32" && (mode & OTHERS) !== 0) {
      const hint = "Whoever could read it may have: chmod 600 it, and better make a new key.";
      throw refused("STORAGE_LOOSE_PERMISSIONS", "Expected a file that only its owner may read", path, hint);
    }
    if (size > maxSize)
      throw refused("STORAGE_TOO_LARGE", `Expected at most ${maxSize} bytes`, path, "Check the path.");
    return await onDisk("read", () => file.readFile());
  } finally {
    await file.close();
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await fs.open(path, "r");
  } catch (cause) {
    if (errnoOf(cause) === "ENOENT") {
      throw refused("STORAGE_FILE_NOT_FOUND", "Expected a file that is there", path, "Check the path.");
    }
    throw refused("STORAGE_FILE_NOT_READABLE", "Expected a file that can be read", path, "Check its permissions.");
  }
}

/** Names the file and never its folder. */
function refused(code: string, expected: string, path: string, hint: string): InvalidInputError {
  return new InvalidInputError(code, `${expected}: ${basename(path)}.`, { hint });
}
