import type { Mutant } from "./mutants.ts";

/** A mutant that compiles to other code and yet does the same in every case, with the reason. */
export type Equivalent = Pick<Mutant, "file" | "original" | "replacement"> & {
  /** The source line, trimmed: line numbers move. */
  readonly code: string;
  readonly reason: string;
};

/** Survivors that no test can notice. One that a test does notice is no longer listed here: the run says so. */
export const EQUIVALENTS: readonly Equivalent[] = [
  {
    file: "contracts/libraries/Emission.sol",
    code: "fromRevenue = amount < revenue ? amount : revenue;",
    original: "amount < revenue",
    replacement: "amount <= revenue",
    reason: "The smaller of two: where they are equal, either is the answer.",
  },
  {
    file: "contracts/libraries/QuorumMath.sol",
    code: "uint256 wanted = share > floor ? share : floor;",
    original: "share > floor",
    replacement: "share >= floor",
    reason: "The larger of two: where they are equal, either is the answer.",
  },
  {
    file: "contracts/libraries/QuorumMath.sol",
    code: "return wanted < cap ? wanted : cap;",
    original: "wanted < cap",
    replacement: "wanted <= cap",
    reason: "The smaller of two: where they are equal, either is the answer.",
  },
  {
    file: "contracts/token/GPTToken.sol",
    code: "if (from == to) return;",
    original: "from == to",
    replacement: "false",
    reason: "OpenZeppelin's function does nothing then, and the next line returns: only gas is saved, for most claims.",
  },
  {
    file: "contracts/rewards/RewardReserve.sol",
    code: "_changes.push(ParameterChange({fromEpoch: 0, parameters: initial}));",
    original: "0",
    replacement: "(0 + 1)",
    reason: "Nothing reads when the first entry begins: it is the answer where no later one is.",
  },
  {
    file: "contracts/validators/ValidatorRegistry.sol",
    code: "if (entry.status == Status.Active) _checkpoint(_activeBitmaps.latest() & ~bit);",
    original: "entry.status == Status.Active",
    replacement: "true",
    reason: "The bit of a validator that is not active is not set: the bitmap stays as it was, and only gas is spent.",
  },
];

/** The entry for a mutant, if it is listed. */
export function equivalentOf(
  mutant: Mutant,
  source: string,
  list: readonly Equivalent[] = EQUIVALENTS,
): Equivalent | undefined {
  const code = source.split("\n")[mutant.line - 1]?.trim();
  return list.find(
    (entry) =>
      entry.file === mutant.file &&
      entry.code === code &&
      entry.original === mutant.original &&
      entry.replacement === mutant.replacement,
  );
}
