import { InvariantError } from "../../primitives/errors.ts";
import type { Hex32 } from "../../primitives/identifiers.ts";
import type { EpochDuty, Judgement } from "../next-duty.ts";
import type { EpochSight } from "../read-epoch-view.ts";

/** Something that the node does: a duty of an epoch, or taking over what the chain settled (`settle`). */
export type NodeDuty = {
  readonly kind: EpochDuty | "settle";
  readonly epoch: number;
  /** From 1; 0 where attempts make no difference. */
  readonly attempt: number;
  /** The pending report that it is about; null where there is none. */
  readonly digest: Hex32 | null;
};

/** The report that a duty is about. @throws {InvariantError} `VALIDATOR_NOTHING_PENDING` when it is about none. */
export function pendingDigest({ epoch, digest }: NodeDuty): Hex32 {
  if (digest !== null) return digest;
  throw new InvariantError("VALIDATOR_NOTHING_PENDING", "Expected a pending report.", { context: { epoch } });
}

/** What one look at the chain and at the own database shows. */
export type NodeSight = EpochSight & {
  /** The last epoch that is settled in a final block, and the last one that the database has taken over. */
  readonly lastSettled: number;
  readonly settledThrough: number;
  /** The last epoch about which nothing is stated, because the signing history began while it ran. */
  readonly silentThrough: number;
  /** What this validator has stated on chain but not in its signing history: somebody else uses its key. */
  readonly foreign: readonly ("scores" | "report" | "veto")[];
  /** Seconds of the chain's clock after which it is this validator's turn to do what anybody may do. */
  readonly turnDelay: number;
};

/** Something that happened; `at` is in milliseconds of a clock that never jumps, for pauses between attempts. */
export type NodeEvent = { readonly at: number } & (
  | { readonly kind: "started" }
  | { readonly kind: "looked"; readonly sight: NodeSight }
  /** The chain could not be read, or endpoints contradict each other: nothing is known, so nothing is done. */
  | { readonly kind: "blinded"; readonly code: string; readonly isFatal: boolean }
  | { readonly kind: "performed"; readonly duty: NodeDuty; readonly judgement?: Judgement }
  | { readonly kind: "failed"; readonly duty: NodeDuty; readonly code: string; readonly isFatal: boolean }
  | { readonly kind: "stopped" }
);

/** Something for the shell to do. */
export type NodeEffect =
  /** Look again after so many milliseconds. */
  | { readonly kind: "look"; readonly afterMs: number }
  | { readonly kind: "perform"; readonly duty: NodeDuty }
  | { readonly kind: "alert"; readonly code: string; readonly duty: NodeDuty | null; readonly failures: number }
  /** State nothing more, and end with this code. */
  | { readonly kind: "halt"; readonly code: string };
