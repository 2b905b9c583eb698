import type { SubmittedReport } from "../../src/chain/root-history.ts";
import { formatGpt } from "../../src/primitives/format-gpt.ts";
import type { EpochResult } from "../../src/rewards/epoch-result.ts";
import type { CastVote } from "../../src/validator/cast-vote.ts";
import { compareReports } from "../../src/validator/compare-reports.ts";
import type { Outcome } from "../run-action.ts";
import type { FoundDifference } from "./find-bundle-difference.ts";

type Voted = {
  readonly result: EpochResult;
  readonly first: SubmittedReport | undefined;
  readonly vote: CastVote;
  /** Where the bundle is, or would be. */
  readonly place: string;
  readonly dryRun: boolean;
};

/** What a validator reads after its vote, or instead of one with `--dry-run`. */
export function describeVote({ result, first, vote, place, dryRun }: Voted): Outcome {
  const { report, document } = result;
  const { kind, attempt, gas } = vote;
  const fields = first === undefined ? [] : compareReports(report, first).map(({ field }) => field);
  const agreement = fields.length === 0 ? "the same" : `differs in ${fields.join(", ")}`;
  return {
    lines: [
      `epoch    ${document.epoch}, attempt ${attempt}`,
      `root     ${report.root}`,
      `earned   ${formatGpt(result.emissionWei)} $GPT, with earlier epochs ${formatGpt(report.totalCumulative)} by ${report.leafCount} accounts`,
      `first    ${first === undefined ? "nobody has reported yet" : agreement}`,
      `bundle   ${place}${dryRun ? ", not written" : ""}`,
      `vote     ${inWords(kind, gas, dryRun)}`,
    ],
    document: { epoch: document.epoch, report, differsFromFirst: fields, bundle: place, dryRun, vote },
  };
}

function inWords(kind: CastVote["kind"], gas: bigint, dryRun: boolean): string {
  if (kind === "none") return "was cast before";
  const done = kind === "submit" ? "submitted" : "confirmed";
  return dryRun ? `would be ${done}, gas about ${gas}; nothing was sent` : `${done} (gas ${gas})`;
}

/** Why a validator does not vote: somebody published something else. */
export function describeBundleDifference(epoch: number, { folder, files, fields, leaves }: FoundDifference): Outcome {
  const amount = (wei: bigint | null): string => (wei === null ? "no leaf" : `${wei} wei`);
  return {
    ok: false,
    lines: [
      `✘ REWARDS_BUNDLE_DIFFERS: ${folder} is not what follows from the chain and the scores`,
      `  differing files: ${files.join(", ")}`,
      ...fields.map(({ field, own, other }) => `  ${field}: own ${own}, published ${other ?? "unreadable"}`),
      ...(leaves === null
        ? []
        : [
            `  ${leaves.count} leaves differ, the first of ${leaves.account}: ` +
              `own ${amount(leaves.ownWei)}, published ${amount(leaves.publishedWei)}`,
          ]),
      "  Nothing was written or sent. Find out which is wrong; --from may name a place without the wrong one.",
    ],
    document: { epoch, code: "REWARDS_BUNDLE_DIFFERS", folder, files, fields, leaves },
  };
}
