/** Environment of one run of the Solidity tests; `hardhat.config.ts` reads it. */
export type SolidityRun = {
  /** Inputs per fuzzed property. */
  readonly FUZZ_RUNS: string;
  /** Call sequences per invariant campaign. */
  readonly INVARIANT_RUNS: string;
  /** Calls per sequence. From 500 on a campaign also demands that every action was taken. */
  readonly INVARIANT_DEPTH: string;
  /** 32 bytes of hex; a failure is reproduced with the same seed. */
  readonly FUZZ_SEED: string;
};

const seeds = [1n, 2n].map((seed) => `0x${seed.toString(16).padStart(64, "0")}`) as [string, string];

/**
 * How thoroughly the Solidity tests run, by the value of `TEST_PROFILE`: `default` while working, `ci` before anything
 * lands, `deep` (two million calls over the seven campaigns) by `npm run test:deep`.
 */
export const solidityProfiles = {
  default: [{ FUZZ_RUNS: "256", INVARIANT_RUNS: "4", INVARIANT_DEPTH: "64", FUZZ_SEED: seeds[0] }],
  ci: seeds.map((FUZZ_SEED) => ({ FUZZ_RUNS: "10000", INVARIANT_RUNS: "4", INVARIANT_DEPTH: "500", FUZZ_SEED })),
  deep: [{ FUZZ_RUNS: "10000", INVARIANT_RUNS: "300", INVARIANT_DEPTH: "1000", FUZZ_SEED: seeds[0] }],
} as const satisfies Readonly<Record<string, readonly SolidityRun[]>>;

/**
 * The runs of the profile that `name` (the value of `TEST_PROFILE`) asks for.
 *
 * @throws {Error} when there is no such profile.
 */
export function solidityRunsOf(name = "default"): readonly SolidityRun[] {
  if (!Object.hasOwn(solidityProfiles, name)) {
    const known = Object.keys(solidityProfiles).join(", ");
    throw new Error(`Expected TEST_PROFILE to be one of ${known}, got "${name}".`);
  }
  return solidityProfiles[name as keyof typeof solidityProfiles];
}
