import { generateExport, type SyntheticExportOptions } from "../../src/synthetic/generate-export.ts";
import { SeededRandom } from "../../src/synthetic/seeded-random.ts";
import { earnInTurn, fingerprintsOf, readTalks } from "./earn.ts";
import { wordsOf } from "./junk.ts";
import { writeExport, type Talk } from "./write-export.ts";

/** How large the archives are, and the seeds that everything is made from. */
export type FarmingOptions = { readonly conversations: number; readonly seed: number };

/** Two honest people: the victim, whose archive has been counted, and a stranger whose text nobody has seen. */
export type Stage = FarmingOptions & {
  readonly honest: readonly Talk[];
  readonly stranger: readonly Talk[];
  readonly strangersWords: readonly string[];
  /** What the honest archive earns, written as attackers write theirs. */
  readonly baseline: number;
  /** φ of the honest archive in ‰: how much of its own text the generator does not repeat. */
  readonly freshness: number;
  readonly random: (purpose: string) => SeededRandom;
};

const LANGUAGES = ["en", "de", "es", "fr", "ja", "ru"] as const;

/** An honest export in all languages of the generator, half of it English. */
export function honestExport(
  { conversations, seed }: FarmingOptions,
  era: SyntheticExportOptions["era"],
): Uint8Array<ArrayBuffer> {
  const languages = ["en", ...LANGUAGES] as const;
  return new Uint8Array(
    generateExport({
      seed,
      conversations,
      era,
      startAt: 1_735_700_000,
      languages,
      maxTurns: 20,
      conversationsPerDay: 2,
    }),
  );
}

/** Sets the scene: nothing is measured yet but the baseline. */
export async function openStage(options: FarmingOptions): Promise<Stage> {
  const honest = await readTalks(honestExport(options, "classic"));
  const stranger = await readTalks(honestExport({ ...options, seed: options.seed + 1 }, "classic"));
  const { units, novelty } = await earnInTurn([{ zip: writeExport(honest, { userId: "user-honest" }), owner: 1 }]);
  const fingerprints = await fingerprintsOf(writeExport(honest, { userId: "user-honest" }));
  return {
    ...options,
    honest,
    stranger,
    strangersWords: wordsOf(stranger),
    baseline: units,
    freshness: Math.floor((1_000 * novelty.fingerprints.size) / fingerprints),
    random: (purpose) => new SeededRandom(options.seed, purpose),
  };
}
