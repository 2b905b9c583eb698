import { toAddress } from "../../src/primitives/identifiers.ts";
import { previewScore, type ScorePreview } from "../../src/scoring/preview-score.ts";
import { rulesetV1 } from "../../src/scoring/ruleset.ts";
import type { ScorableArchive } from "../../src/scoring/scorable.ts";
import { measureArchive } from "../../src/scoring/score-archive.ts";

/** The validators sample with a secret key; any other gives nearly the same. */
const PREVIEW_KEY = new Uint8Array(16);
const NOBODY = toAddress(`0x${"00".repeat(20)}`);

/** What an export would earn if it were the collective's first. */
export async function previewUnits(archive: ScorableArchive): Promise<ScorePreview> {
  const context = {
    ruleset: rulesetV1,
    fingerprintKey: PREVIEW_KEY,
    submittedAt: Math.floor(Date.now() / 1000),
    owner: NOBODY,
    tier: "selfDeclared" as const,
  };
  return previewScore(await measureArchive(archive, context), rulesetV1);
}
