import { InvalidInputError } from "../primitives/errors.ts";

/** The error of a binary file, `name`, in which something else stands than what was `expected`. */
export function badFile(name: string): (expected: string) => InvalidInputError {
  return (expected) =>
    new InvalidInputError("REWARDS_BAD_FILE", `Expected ${name} with ${expected}.`, {
      context: { name },
      hint: "Fetch the file again, or from another host; docs/rewards.md describes its format.",
    });
}
