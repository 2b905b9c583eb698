import { standardPurposes } from "../../src/chain/read-purposes.ts";
import { InvalidInputError } from "../../src/primitives/errors.ts";

/** The purposes an owner can allow, in the order of their bits in DataRegistry. */
export const purposeNames = standardPurposes;

/**
 * Reads a list of purposes, `research,reflection-tools`, as a consent mask; `none` is the empty one.
 *
 * @throws {InvalidInputError} `CONTRIBUTE_UNKNOWN_PURPOSE` for a name that is not in {@link purposeNames}.
 */
export function readPurposes(list: string): number {
  if (list === "none") return 0;
  return list.split(",").reduce((mask, name) => {
    const bit = purposeNames.findIndex((known) => known === name.trim());
    if (bit < 0) {
      throw new InvalidInputError("CONTRIBUTE_UNKNOWN_PURPOSE", `There is no purpose "${name.trim()}".`, {
        hint: `Use none, or some of: ${purposeNames.join(", ")}.`,
      });
    }
    return mask | (1 << bit);
  }, 0);
}

/** The names of the purposes in a consent mask; a bit without a published meaning as its number. */
export function purposesOf(mask: number): string[] {
  return Array.from({ length: 32 }, (_, bit) => bit)
    .filter((bit) => ((mask >>> bit) & 1) === 1)
    .map((bit) => purposeNames[bit] ?? `bit ${bit}`);
}
