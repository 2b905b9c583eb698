import { mailKeySetHash } from "../authenticity/mail-keys.ts";
import type { EpochChainState } from "../chain/read-epoch.ts";
import type { RegisteredContribution } from "../chain/registry-history.ts";
import { CollectiveError, InvalidInputError } from "../primitives/errors.ts";
import type { Address, Hex32 } from "../primitives/identifiers.ts";
import { eachEntry, type Ledger } from "../rewards/ledger.ts";
import { encodeScoreFile, type ContributionScore } from "../rewards/score-file.ts";
import type { NoveltyDelta } from "../scoring/novelty.ts";
import type { NoveltySource } from "../scoring/novelty-source.ts";
import { rulesetHash } from "../scoring/ruleset.ts";
import { toReasonBits } from "./reason-bits.ts";
import {
  measureContribution,
  scoreMeasured,
  type MeasuredContribution,
  type ScoringMeans,
} from "./score-contribution.ts";

/** Which epoch to score, for whom, on top of what was counted before. */
export type ScoreEpochRequest = {
  readonly state: EpochChainState;
  /** What was counted up to the last active report. */
  readonly ledger: Ledger;
  /** The validator's state; every version scored here is added to it, whether or not it will count. */
  readonly novelty: NoveltySource;
  readonly validator: Address;
  /** 32 fresh random bytes; they hide the file behind its hash until it is revealed. */
  readonly salt: Hex32;
};

/** What counting a version will add to the validator's state, in the order in which versions were scored. */
export type PendingDelta = { readonly id: Hex32; readonly version: number; readonly delta: NoveltyDelta };

/** What an epoch is scored with; `measured` gives a version as {@link measureContribution} does, whoever measured it. */
export type EpochScoring = Pick<ScoringMeans, "ruleset" | "mailKeys"> & {
  readonly measured: (contribution: RegisteredContribution) => Promise<MeasuredContribution>;
  /** Told beforehand of all versions that `measured` will be asked for. */
  readonly prepare?: (contributions: readonly RegisteredContribution[]) => Promise<void>;
};

/** Scores an epoch with versions that are measured in this process, one after the other, as they are needed. */
export function scoringHere(means: ScoringMeans): EpochScoring {
  return { ruleset: means.ruleset, mailKeys: means.mailKeys, measured: (each) => measureContribution(each, means) };
}

/** A validator's work of one epoch. */
export type ScoredEpoch = {
  /** The bytes of the score file. Private until the reveal window. */
  readonly file: Uint8Array<ArrayBuffer>;
  readonly deltas: readonly PendingDelta[];
  /** Versions that could not be fetched or opened here: not in the file, so they wait for the next epoch. */
  readonly unavailable: readonly { readonly id: Hex32; readonly code: string }[];
};

/**
 * Scores every active version that was not counted yet, in the order in which the chain set them (docs/scoring.md).
 *
 * A version whose blobs cannot be had is left out, so that no contribution can keep a validator from working.
 *
 * @throws {InvalidInputError} `VALIDATOR_WRONG_RULESET` when the epoch is to be scored by another ruleset than the one
 * in `means`, `VALIDATOR_WRONG_MAIL_KEYS` when that ruleset names other mail keys, and the `SCORING_*` codes of
 * `measureContribution`.
 */
export async function scoreEpoch(request: ScoreEpochRequest, means: EpochScoring): Promise<ScoredEpoch> {
  const { state, novelty, ledger, validator, salt } = request;
  requireRuleset(state, means);
  const counted = new Map([...eachEntry(ledger)].map(({ id, version }) => [id, version]));
  const scores: ContributionScore[] = [];
  const deltas: PendingDelta[] = [];
  const unavailable: { id: Hex32; code: string }[] = [];
  const due = state.contributions.filter(({ id, version }) => (counted.get(id) ?? 0) < version);
  await means.prepare?.(due);
  for (const contribution of due) {
    const { id, version } = contribution;
    const measured = await means.measured(contribution).catch(codeOfMissing);
    if (typeof measured === "string") {
      unavailable.push({ id, code: measured });
      continue;
    }
    const { units, reasons, delta } = await scoreMeasured(measured, novelty, means.ruleset);
    scores.push({ contributionId: id, version, units, reasons: toReasonBits(reasons) });
    if (delta === null) continue;
    novelty.add(delta);
    deltas.push({ id, version, delta });
  }
  const header = {
    chainId: state.chainId,
    registry: state.contracts.registry,
    epoch: state.epoch,
    validator,
    rulesetHash: state.parameters.rulesetHash,
    salt,
    snapshotBlock: state.snapshotBlock,
  };
  const file = encodeScoreFile(header, scores);
  return { file, deltas, unavailable };
}

/** The file names the ruleset that governance set, so it must be the one that is really used, with its mail keys. */
function requireRuleset({ epoch, parameters }: EpochChainState, { ruleset, mailKeys }: EpochScoring): void {
  const own = rulesetHash(ruleset);
  const ownKeys = mailKeySetHash(mailKeys);
  if (ownKeys !== ruleset.mail.keys) {
    throw new InvalidInputError("VALIDATOR_WRONG_MAIL_KEYS", "Expected the mail keys that the ruleset names.", {
      context: { epoch, expected: ruleset.mail.keys, actual: ownKeys },
      hint: "Update this software: mail keys and ruleset are adopted together.",
    });
  }
  if (own === parameters.rulesetHash) return;
  throw new InvalidInputError("VALIDATOR_WRONG_RULESET", "Expected the ruleset that governance set for this epoch.", {
    context: { epoch, expected: parameters.rulesetHash, actual: own },
    hint: "Update this software, or score with the parameters whose hash the vote named.",
  });
}

/**
 * The code of what kept us from scoring one contribution: a store, the network, a missing wrap, or our own failure to
 * read it, which must not let one archive stop the epoch. A wrong set-up concerns all contributions and is thrown on.
 */
function codeOfMissing(error: unknown): string {
  if (!(error instanceof CollectiveError)) return "VALIDATOR_UNEXPECTED";
  if (error.code.startsWith("SCORING_")) throw error;
  return error.code;
}
