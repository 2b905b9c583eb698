import type { ArchiveReport, SkipReason } from "../../src/export/archive-report.ts";
import type { ScorePreview } from "../../src/scoring/preview-score.ts";
import { rulesetHash, rulesetV1 } from "../../src/scoring/ruleset.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { previewUnits } from "./preview-units.ts";
import { readExport } from "./read-export.ts";
import { explainReason, explainSkip, gradeWord } from "../../src/insights/score-words.ts";

/** `contribute score <zip>`: what an export would earn, and what of it would earn nothing. Nothing leaves this machine. */
export default runAction(async ({ file }: CommonArguments & { file: string }) => {
  return readExport(file, async (archive) => {
    const preview = await previewUnits(archive);
    const { skipped, missingShards } = archive.report();
    const document = { ruleset: rulesetHash(rulesetV1), ...preview, leftOut: { skipped, missingShards } };
    return { lines: [...linesOf(preview), ...leftOut({ skipped, missingShards })], document };
  });
});

function linesOf(preview: ScorePreview): string[] {
  const { grade, units, conversations, earning, reasons, bonus } = preview;
  const share = (permille: number) => `${(permille / 10).toFixed(1)} %`;
  const count = (value: number) => value.toLocaleString("en-US");
  return [
    `grade          ${grade} of 1,000, ${gradeWord(grade)}`,
    `units          ${count(units.selfDeclared)} as it is; up to ${count(units.idTokenAndChallenge)} once it is proven to be yours`,
    `conversations  ${count(conversations)}, ${count(earning)} of them earn something`,
    `quality        ${share(preview.quality)} of their volume counts`,
    `novelty        ${share(preview.freshness)} of their text is not repeated in this export`,
    `bonus          ${share(bonus)} for feedback, metadata and breadth`,
    ...(reasons.length === 0 ? [] : ["", "What earns nothing, or less than its volume:"]),
    ...reasons.map(({ code, count: times }) => `  ${count(times).padStart(6)}  ${explainReason(code)} (${code})`),
    "",
    "What the collective has counted before, from you or from anybody else, is not paid again: that is not in this preview.",
  ];
}

/** What the reader could not give to the score. */
function leftOut({ skipped, missingShards }: Pick<ArchiveReport, "skipped" | "missingShards">): string[] {
  const lines = [
    ...Object.entries(skipped).map(
      ([code, times]) => `  ${String(times).padStart(6)}  ${explainSkip(code as SkipReason)} (${code})`,
    ),
    ...missingShards.map((name) => `  missing  ${name}`),
  ];
  return lines.length === 0
    ? []
    : ["", "What is not in the score, because it could not be read or is not in the zip:", ...lines];
}
