import { InvalidInputError } from "../../src/primitives/errors.ts";

/**
 * Reads the number of a grant.
 *
 * @throws {InvalidInputError} `SCRIPT_USAGE` when it is none.
 */
export function readGrantNumber(text: string): number {
  const number = /^[1-9]\d{0,14}$/.test(text) ? Number(text) : 0;
  if (number > 0) return number;
  throw new InvalidInputError("SCRIPT_USAGE", "Expected the number of a grant: 1 for the first, and so on.", {
    hint: "See npx hardhat access grants.",
  });
}
