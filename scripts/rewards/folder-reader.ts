import { constants } from "node:fs";
import { open, readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { BundleReader } from "./chain-facts.ts";

// Operating systems refuse to read 2 GiB in one go.
const MOST_AT_ONCE = 2 ** 30;

/** Reads bundles from a folder on this machine. Whatever is no folder is listed; only a regular file is read. */
export function folderReader(root: string): BundleReader {
  return {
    list: async (folder) => {
      const top = join(root, folder);
      const entries = await readdir(top, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => !entry.isDirectory());
      return files.map((entry) => relative(top, join(entry.parentPath, entry.name)).split(sep).join("/"));
    },
    read: (path, maxBytes) => readRegularFile(join(root, path), maxBytes),
  };
}

async function readRegularFile(path: string, maxBytes: number): Promise<Uint8Array> {
  // Without O_NONBLOCK a pipe that nobody writes to would never open.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new Error(`${path} is not a regular file.`);
    if (stat.size > maxBytes) throw new Error(`${path} has ${stat.size} bytes, more than ${maxBytes}.`);
    const bytes = Buffer.alloc(stat.size);
    for (let at = 0; at < bytes.length;) {
      const { bytesRead } = await file.read(bytes, at, Math.min(bytes.length - at, MOST_AT_ONCE), at);
      if (bytesRead === 0) throw new Error(`${path} became shorter while it was read.`);
      at += bytesRead;
    }
    return bytes;
  } finally {
    await file.close();
  }
}
