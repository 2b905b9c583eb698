import { InvalidInputError, RetryableError } from "../primitives/errors.ts";
import type { Hex32 } from "../primitives/identifiers.ts";

/** The error for a blob that a store does not have. */
export function notFound(sha256: Hex32): RetryableError {
  return new RetryableError("STORAGE_NOT_FOUND", "Expected a blob that is in this store.", {
    context: { sha256 },
    hint: "It may not have arrived yet, or was removed: ask again later, or ask another store.",
  });
}

/** The error for bytes that are not the ones that were named. */
export function hashMismatch(sha256: Hex32): RetryableError {
  return new RetryableError("STORAGE_HASH_MISMATCH", "Expected bytes with the SHA-256 that names them.", {
    context: { sha256 },
    hint: "Fetch the blob from another store and put it here again: that replaces a damaged copy.",
  });
}

/** The error for a blob of more bytes than its receiver accepts. */
export function tooLarge(maxSize: number): InvalidInputError {
  return new InvalidInputError("STORAGE_TOO_LARGE", "Expected a smaller blob.", { context: { maxSize } });
}

/** The error for a deletion that did not reach every copy; `stores` names where one may be left. */
export function deleteIncomplete(stores: readonly string[], cause: unknown): RetryableError {
  return new RetryableError("STORAGE_DELETE_INCOMPLETE", `Expected to delete every copy; left: ${stores.join(", ")}.`, {
    context: { stores: stores.join(", ") },
    cause,
    hint: "Do it again when the store answers and allows it; what is gone already does no harm.",
  });
}
