import fs from "node:fs/promises";
import { basename, join, relative, resolve, sep } from "node:path";
import { InvalidInputError } from "../primitives/errors.ts";
import { bundleFileMissing, bundleFileTooLarge, pathParts } from "./bundle-file.ts";
import { onDisk, unless } from "./disk.ts";

const MISSING = ["ENOENT", "ENOTDIR"];
/** Operating systems refuse to read 2 GiB in one go. */
const MOST_AT_ONCE = 2 ** 30;

/**
 * Reads a file of bundles that lie in the folder `root` on this machine.
 *
 * @throws {InvalidInputError} `STORAGE_NO_FOLDER`, `STORAGE_INVALID_PATH`, `STORAGE_BUNDLE_FILE_MISSING`,
 * `STORAGE_LINK_OUTSIDE` when a symbolic link leads out of `root`, `STORAGE_NOT_A_FILE`, `STORAGE_TOO_LARGE` before
 * anything is read; {RetryableError} `STORAGE_DISK_FAILED`.
 */
export async function readFromFolder(root: string, path: string, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  return onDisk("read", async () => {
    const real = await realPathWithin(root, path);
    if (!(await fs.stat(real)).isFile()) {
      throw new InvalidInputError("STORAGE_NOT_A_FILE", `Expected ${path} to be a file.`, { context: { path } });
    }
    const file = await fs.open(real, "r");
    try {
      const { size } = await file.stat();
      if (size > maxBytes) throw bundleFileTooLarge(path, maxBytes);
      const bytes = new Uint8Array(size);
      for (let offset = 0; offset < size;) {
        const { bytesRead } = await file.read(bytes, offset, Math.min(size - offset, MOST_AT_ONCE));
        // Cut short since: what it is used for finds out.
        if (bytesRead === 0) return bytes.slice(0, offset);
        offset += bytesRead;
      }
      return bytes;
    } finally {
      await file.close();
    }
  });
}

/**
 * Lists all that is in `folder` below `root` and is no folder: paths relative to `folder`, with slashes, ascending.
 *
 * @throws {InvalidInputError} `STORAGE_NO_FOLDER`, `STORAGE_INVALID_PATH`, `STORAGE_BUNDLE_FILE_MISSING`,
 * `STORAGE_LINK_OUTSIDE`; {RetryableError} `STORAGE_DISK_FAILED`.
 */
export async function listFolder(root: string, folder: string): Promise<string[]> {
  return onDisk("read", async () => {
    const real = await realPathWithin(root, folder);
    const entries = await fs.readdir(real, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(real, join(entry.parentPath, entry.name)).split(sep).join("/"))
      .sort();
  });
}

async function realPathWithin(root: string, path: string): Promise<string> {
  const parts = pathParts(path);
  const realRoot = await unless(MISSING, () => fs.realpath(root));
  if (realRoot === undefined) {
    throw new InvalidInputError("STORAGE_NO_FOLDER", `There is no folder ${basename(resolve(root))}.`, {
      hint: "Give the folder that holds epochs/<epoch>/…, or its http(s) address.",
    });
  }
  const real = await unless(MISSING, () => fs.realpath(join(realRoot, ...parts)));
  if (real === undefined) throw bundleFileMissing(path);
  if (real.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep)) return real;
  throw new InvalidInputError("STORAGE_LINK_OUTSIDE", `Expected ${path} to lie in the folder, but it is a link away.`, {
    context: { path },
    hint: "Copy the file to its place: links out of the folder are not followed.",
  });
}
