import { defaultLimits, type ArchiveLimits } from "../export/archive-limits.ts";
import { bytesToHex } from "../primitives/bytes.ts";
import { canonicalJsonBytes } from "../primitives/canonical-json.ts";
import { keccak256 } from "../primitives/hash.ts";
import { toHex32, type Hex32 } from "../primitives/identifiers.ts";

/** Two ends of a linear ramp, in ‰ unless it says otherwise: 0 at the first or below, 1,000 at the second or above. */
export type Ramp = readonly [zeroAt: number, fullAt: number];

/** How an archive was shown to be its contributor's, from a bare statement to a proof with a challenge. */
export type Tier = "selfDeclared" | "mailSignature" | "idToken" | "idTokenAndChallenge";

/**
 * The parameters that every validator scores with. The names are the symbols of docs/scoring.md, which holds the
 * formulas, the bounds and the reasons; `version` fixes the formulas themselves.
 */
export type Ruleset = {
  readonly format: "scoring-ruleset-v1";
  readonly version: 1;
  /** Weight of a byte written by the user, and of one written by the assistant. */
  readonly WU: number;
  readonly WA: number;
  /** Most bytes counted of one user message, and of one assistant message. */
  readonly UM: number;
  readonly AM: number;
  /** Assistant bytes counted per counted user byte, and per turn. */
  readonly AR: number;
  readonly AT: number;
  /** Most units of one conversation, and of one cluster per day. */
  readonly CC: number;
  readonly DC: number;
  /** One shingle in S is sampled. */
  readonly S: number;
  /** Distinct share of the sampled shingles, in ‰. */
  readonly qU: Ramp;
  /** Share of letters, in ‰. */
  readonly qA: Ramp;
  /** Distinct share of the tokens of a window, in ‰: lower ramp, upper ramp, and upper ramp of a short text. */
  readonly qT: Ramp;
  readonly qTHigh: Ramp;
  readonly qTShort: Ramp;
  /** Language: by how much neighbours recur more often than words apart, in hundredths of a standard deviation. */
  readonly qL: Ramp;
  /** Fewer tokens than this, in all short conversations of an archive together, cannot show that they are language. */
  readonly LT: number;
  /** Depth in ‰ by number of turns; the last entry holds for more. */
  readonly qD: readonly [number, number, number, number, number];
  /** Consistency in ‰ from which a conversation counts fully; at half of it, it counts nothing. */
  readonly CG: number;
  readonly bonus: BonusRules;
  /** Authenticity tier T in ‰. */
  readonly T: Readonly<Record<Tier, number>>;
  readonly mail: MailRules;
  /** What the reader may be asked for: an archive beyond it is refused or read in part, by every validator alike. */
  readonly limits: ArchiveLimits;
};

/** What the tier `mailSignature` is judged by, beside the rules of docs/authenticity.md. */
export type MailRules = {
  /** Hash of the set of signing keys that counts (`mailKeySetHash`). */
  readonly keys: Hex32;
  /** Most days between the date of the mail and the contribution. */
  readonly maxAgeDays: number;
};

/** Bonuses in ‰ of the archive's units. */
export type BonusRules = {
  /** Most of B1 + B2 + B3. */
  readonly max: number;
  /** B1: most, per rating, and in addition per rating with a text. */
  readonly feedbackMax: number;
  readonly perRating: number;
  readonly perRatingText: number;
  /** B2: settings present; per conversation whose answers name their model, and the most of it; plan proven. */
  readonly settings: number;
  readonly perModelled: number;
  readonly modelledMax: number;
  readonly plan: number;
  /** B3: most, per distinct model, per script of at least `scriptTokens` tokens, per four active weeks. */
  readonly breadthMax: number;
  readonly perModel: number;
  readonly perScript: number;
  readonly scriptTokens: number;
  readonly perFourWeeks: number;
};

/** Ruleset version 1 with its default parameters; frozen throughout. */
export const rulesetV1: Ruleset = frozen({
  format: "scoring-ruleset-v1",
  version: 1,
  WU: 3,
  WA: 1,
  UM: 4_000,
  AM: 6_000,
  AR: 8,
  AT: 2_000,
  CC: 120_000,
  DC: 400_000,
  S: 16,
  qU: [300, 700],
  qA: [300, 600],
  qT: [60, 120],
  qTHigh: [850, 950],
  qTShort: [900, 1_000],
  qL: [400, 600],
  LT: 1_000,
  qD: [0, 600, 800, 900, 1_000],
  CG: 800,
  bonus: {
    max: 250,
    feedbackMax: 110,
    perRating: 2,
    perRatingText: 6,
    settings: 20,
    perModelled: 2,
    modelledMax: 20,
    plan: 20,
    breadthMax: 80,
    perModel: 10,
    perScript: 10,
    scriptTokens: 100,
    perFourWeeks: 2,
  },
  T: { selfDeclared: 100, mailSignature: 600, idToken: 800, idTokenAndChallenge: 1_000 },
  mail: { keys: toHex32("0xb844196f7131a24d8de2d005b669104218e308affb9e62899214c06936dbb673"), maxAgeDays: 30 },
  limits: defaultLimits,
});

/** Identifies a ruleset on chain: Keccak-256 of its canonical JSON, the trailing line feed included. */
export function rulesetHash(ruleset: Ruleset): Hex32 {
  return toHex32(bytesToHex(keccak256(canonicalJsonBytes(ruleset))));
}

function frozen<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === "object" && part !== null) frozen(part as object);
  return Object.freeze(value);
}
