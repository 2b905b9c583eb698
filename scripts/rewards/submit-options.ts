import { InvalidInputError } from "../../src/primitives/errors.ts";
import type { BlobStore } from "../../src/storage/blob-store.ts";
import { isAddress } from "../../src/storage/bundle-source.ts";
import { missingFolders, openStore as openAnyStore } from "../../src/storage/open-store.ts";

/**
 * The folder that receives a validator's own bundle: `out`, or else the folder that the others are in.
 *
 * @throws {InvalidInputError} `SCRIPT_USAGE` when the others are at an address and `out` is not given.
 */
export function publishingFolder({ from, out }: { from: string; out: string }): string {
  if (out === "" && isAddress(from)) {
    throw new InvalidInputError("SCRIPT_USAGE", "Expected --out, since --from is not a folder.", {
      hint: "Name the folder that receives the bundle, epochs/<epoch>/….",
    });
  }
  return out === "" ? from : out;
}

/**
 * Opens a store, whose folders must be there: an empty one in their place would look like validators that do not answer.
 *
 * @throws {InvalidInputError} `SCRIPT_NO_STORE`; and what {@link openAnyStore} throws.
 */
export async function openStore(address: string): Promise<BlobStore> {
  if (missingFolders(address).length === 0) return openAnyStore(address);
  throw new InvalidInputError("SCRIPT_NO_STORE", "There is no folder with blobs where --store points to.", {
    hint: "Name the store that holds the revealed score files.",
  });
}
