import { InvalidInputError } from "../primitives/errors.ts";
import type { Hex32 } from "../primitives/identifiers.ts";

/**
 * Where a blob lies in every store, relative to the store's root: `<first two digits>/<64 digits>`. Two plain names of hex
 * digits, so nothing that a stranger writes leads elsewhere.
 *
 * @throws {InvalidInputError} `STORAGE_INVALID_ID`.
 */
export function blobPlace(sha256: Hex32): string {
  // A caller may have got it from anywhere, whatever its type says.
  if (!/^0x[0-9a-f]{64}$/.test(sha256)) {
    throw new InvalidInputError("STORAGE_INVALID_ID", "Expected a SHA-256 as 0x and 64 lower-case hex digits.", {
      context: { length: sha256.length },
    });
  }
  return `${sha256.slice(2, 4)}/${sha256.slice(2)}`;
}
