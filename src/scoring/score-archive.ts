import { InvalidInputError } from "../primitives/errors.ts";
import type { Address } from "../primitives/identifiers.ts";
import { archiveBonus } from "./bonus.ts";
import { clusterOf } from "./cluster.ts";
import { createConversationMeter, type ConversationMeasure, type MeasureContext } from "./measure-conversation.ts";
import { judgeLanguage } from "./language.ts";
import type { NoveltyState } from "./novelty.ts";
import { LAUNCHED_AT } from "./plausible-time.ts";
import { checkRuleset } from "./ruleset-bounds.ts";
import type { ScorableArchive } from "./scorable.ts";
import { settleArchive, type MeasuredArchive, type Score } from "./settle-archive.ts";
import type { Standing } from "./standing.ts";

/** What a score depends on beside the archive and the state. */
export type ArchiveContext = MeasureContext &
  Standing & {
    /** The contribution's owner on chain. */
    readonly owner: Address;
  };

/** All that a score depends on beside the archive. */
export type ScoreContext = ArchiveContext & {
  /** Everything counted before this version, in the order of docs/scoring.md. */
  readonly novelty: NoveltyState;
};

/**
 * Scores an archive by the ruleset: its volume, quality and novelty as integer units (docs/scoring.md). The same archive,
 * context and state give the same score on every machine. The state is not changed; apply the score's `delta` to it when
 * the contribution has been counted.
 *
 * @throws {InvalidInputError} `SCORING_KEY_LENGTH` when the fingerprint key is not 16 bytes, `SCORING_SUBMITTED_AT` when
 * `submittedAt` is not a plausible time in seconds, `SCORING_RULESET_OUT_OF_BOUNDS` when a parameter is not allowed.
 */
export async function scoreArchive(archive: ScorableArchive, context: ScoreContext): Promise<Score> {
  return settleArchive(await measureArchive(archive, context), context.novelty, context.ruleset);
}

/**
 * The first half of {@link scoreArchive}: reads the text once, in constant memory beside the fingerprints, without
 * knowing what was counted before. Archives may be measured in parallel and settled in order.
 *
 * @throws {InvalidInputError} as {@link scoreArchive}.
 */
export async function measureArchive(archive: ScorableArchive, context: ArchiveContext): Promise<MeasuredArchive> {
  const { ruleset, submittedAt, tier, owner, mail, mailReason } = context;
  checkRuleset(ruleset);
  checkSubmittedAt(submittedAt);
  const measure = createConversationMeter(context);
  const read: ConversationMeasure[] = [];
  for await (const conversation of archive.conversations) read.push(measure(conversation));
  const measures = judgeLanguage(read, ruleset);
  const account = archive.account;
  return {
    measures,
    cluster: clusterOf(account.userId, owner, context.fingerprintKey),
    bonus: archiveBonus({ measures, account, tier, submittedAt }, ruleset),
    tier,
    ...(mail === undefined ? {} : { mail: { ...mail, owner } }),
    ...(mailReason === undefined ? {} : { mailReason }),
  };
}

function checkSubmittedAt(submittedAt: number): void {
  if (Number.isSafeInteger(submittedAt) && submittedAt >= LAUNCHED_AT && submittedAt < 2 ** 40) return;
  throw new InvalidInputError("SCORING_SUBMITTED_AT", "Expected the block time of the contribution in Unix seconds.", {
    context: { submittedAt },
    hint: "Pass the timestamp of the block whose event set the version, in seconds.",
  });
}
