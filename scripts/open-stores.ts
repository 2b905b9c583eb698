import { InvalidInputError } from "../src/primitives/errors.ts";
import type { BlobStore } from "../src/storage/blob-store.ts";
import { missingFolders, openStore } from "../src/storage/open-store.ts";

/** The addresses of a comma-separated list of stores, each once. */
export function storeAddresses(list: string): string[] {
  return [...new Set(list.split(",").map((address) => address.trim()))].filter((address) => address !== "");
}

/**
 * Opens a store, or several as one, whose folders must be there: an empty one in its place would look as if all were lost.
 *
 * @throws {InvalidInputError} `SCRIPT_NO_STORE`; and what {@link openStore} throws.
 */
export async function openExistingStore(address: string): Promise<BlobStore> {
  if (missingFolders(address).length === 0) return openStore(address);
  throw new InvalidInputError("SCRIPT_NO_STORE", "There is no folder with blobs where --store points to.", {
    hint: "Connect the disk it is on, or name the folder that holds the blobs.",
  });
}
