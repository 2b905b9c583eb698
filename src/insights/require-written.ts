import { InvalidInputError } from "../primitives/errors.ts";

/**
 * Refuses an export without anything of its owner.
 *
 * @param messages - how many of them are the owner's.
 * @throws {InvalidInputError} `INSIGHTS_NOTHING_WRITTEN`.
 */
export function requireWritten(messages: number): void {
  if (messages > 0) return;
  throw new InvalidInputError("INSIGHTS_NOTHING_WRITTEN", "Nothing in this export was written by its owner.", {
    hint: "Export the data again; if it is the same, there is nothing to tell.",
  });
}
