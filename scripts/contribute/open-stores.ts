import { existsSync } from "node:fs";
import { InvalidInputError } from "../../src/primitives/errors.ts";
import type { BlobStore } from "../../src/storage/blob-store.ts";
import { createDiskStore } from "../../src/storage/disk-store.ts";

/** The addresses of a comma-separated list of stores, each once. */
export function storeAddresses(list: string): string[] {
  return [...new Set(list.split(",").map((address) => address.trim()))].filter((address) => address !== "");
}

/**
 * How the store at an address is opened that must be there: an empty one in its place would look as if all were deleted.
 *
 * @throws {InvalidInputError} when it is opened: `SCRIPT_NO_STORE`, and what {@link createDiskStore} throws.
 */
export function openingOf(address: string): () => Promise<BlobStore> {
  return async () => {
    if (existsSync(address)) return createDiskStore(address);
    throw new InvalidInputError("SCRIPT_NO_STORE", "There is no folder with blobs where --store points to.", {
      hint: "Connect the disk it is on, or name the folder that holds the encrypted blobs.",
    });
  };
}
