import type { Collective } from "../chain/collective.ts";
import { explainRevert, mined } from "../chain/send-transaction.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import type { Address } from "../primitives/identifiers.ts";
import type { EpochReport } from "../rewards/epoch-inputs.ts";

/** A report to vote for; `uri` says where its bundle can be fetched and is no part of what is agreed on. */
export type Ballot = { readonly epoch: number; readonly report: EpochReport; readonly uri: string };

/** `none` when the validator had voted so before. `gas` is what the transaction used, or would use. */
export type CastVote = {
  readonly kind: "submit" | "confirm" | "none";
  /** Counted from 1. */
  readonly attempt: number;
  readonly gas: bigint;
};

/**
 * Votes for a report: submits it, or confirms it when it has reached quorum already. Repeating it does no harm.
 *
 * @param collective - acts as the validator.
 * @param isRehearsal - asks the node what would happen and sends nothing.
 * @throws {InvalidInputError} `VALIDATOR_OTHER_REPORT_PENDING` when another report has reached quorum.
 * @throws {CollectiveError} as {@link mined}, when the contract refuses the vote.
 */
export async function castVote(
  { distributor }: Collective,
  validator: Address,
  { epoch, report, uri }: Ballot,
  isRehearsal = false,
): Promise<CastVote> {
  const attempt = await distributor.attemptOf(epoch);
  const digest = await distributor.reportHash(epoch, attempt, report);
  const pending = await distributor.pendingRoot();
  const isPending = pending.activatesAt !== 0n;
  if (isPending && pending.reportHash !== digest) {
    throw new InvalidInputError("VALIDATOR_OTHER_REPORT_PENDING", "Another report than one's own has reached quorum.", {
      context: { epoch, root: pending.root },
      hint: "Find out which one is wrong (rewards status names its bundle); a wrong one can be vetoed until it is active.",
    });
  }
  const number = Number(attempt);
  if ((await distributor.voteOf(epoch, attempt, validator)) === digest) {
    return { kind: "none", attempt: number, gas: 0n };
  }
  const kind = isPending ? "confirm" : "submit";
  if (isRehearsal) {
    const estimate = isPending
      ? distributor.confirmRoot.estimateGas(epoch, digest)
      : distributor.submitRoot.estimateGas(epoch, report, uri);
    const gas = await estimate.catch((cause: unknown) => {
      throw explainRevert(cause);
    });
    return { kind, attempt: number, gas };
  }
  const sending = isPending ? distributor.confirmRoot(epoch, digest) : distributor.submitRoot(epoch, report, uri);
  return { kind, attempt: number, gas: (await mined(sending)).gasUsed };
}
