import { InvalidInputError } from "../primitives/errors.ts";
import { toHex32, type Hex32 } from "../primitives/identifiers.ts";

const LOCATOR = /^sha256:([0-9a-f]{64})$/;

/** Writes the locator of a blob, `sha256:<64 lower-case hex digits>`: the form that stands on chain. */
export function formatLocator(sha256: Hex32): string {
  return `sha256:${toHex32(sha256).slice(2)}`;
}

/**
 * Reads a locator, which anybody may have put on chain. There is one spelling for each blob: no upper case, no `0x`.
 *
 * @throws {InvalidInputError} `STORAGE_INVALID_LOCATOR` for anything else, paths and addresses included.
 */
export function parseLocator(locator: string): Hex32 {
  const [, digits] = LOCATOR.exec(locator) ?? [];
  if (digits === undefined) {
    throw new InvalidInputError("STORAGE_INVALID_LOCATOR", "Expected a locator of the form sha256:<64 hex digits>.", {
      context: { length: locator.length },
    });
  }
  return toHex32(`0x${digits}`);
}
