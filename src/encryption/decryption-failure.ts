import { InvalidInputError } from "../primitives/errors.ts";

/**
 * The one error for bytes that do not open. Which check failed is not said, in text, cause or context: a stranger who
 * sends altered files must not learn from the answers, not even whether the key was among the recipients.
 */
export function decryptionFailure(): InvalidInputError {
  return new InvalidInputError("ENCRYPTION_CORRUPT", "Expected an intact age file that this key opens.", {
    hint: "Check the key and fetch the file again; if it still does not open, its author has to publish it again.",
  });
}
