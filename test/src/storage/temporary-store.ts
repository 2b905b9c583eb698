import fs from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sha256Hex } from "../../../src/primitives/hash.ts";
import { toHex32, type Hex32 } from "../../../src/primitives/identifiers.ts";
import type { BlobStore } from "../../../src/storage/blob-store.ts";
import { createDiskStore } from "../../../src/storage/disk-store.ts";

/** A store in a folder of its own, new for each test of the suite that calls this. */
export type TemporaryStore = { folder: string; store: BlobStore; pathOf: (sha256: Hex32) => string };

export function temporaryStore(): TemporaryStore {
  const current: TemporaryStore = {
    folder: "",
    store: undefined as never,
    pathOf: (sha256) => join(current.folder, sha256.slice(2, 4), sha256.slice(2)),
  };
  beforeEach(async () => {
    current.folder = await fs.mkdtemp(join(tmpdir(), "disk-store-"));
    current.store = await createDiskStore(current.folder);
  });
  afterEach(() => fs.rm(current.folder, { recursive: true, force: true }));
  return current;
}

export async function filesIn(folder: string): Promise<string[]> {
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

export function hashOf(bytes: Uint8Array): Hex32 {
  return toHex32(sha256Hex(bytes));
}
