import { finalizedBlock } from "../../chain/finality.ts";
import { providerOf } from "../../chain/provider-of.ts";
import type { ChainStatement } from "../../chain/statement-history.ts";
import { bitsOf } from "../../primitives/bitmap.ts";
import type { SigningHistory } from "../database/signing-history.ts";
import { readEpochView, type EpochSight } from "../read-epoch-view.ts";
import type { NodeSight } from "./node-event.ts";
import type { NodeMeans } from "./node-means.ts";
import { unknownOf } from "./watch-statements.ts";

type LookMeans = Pick<NodeMeans, "collective" | "record" | "validator" | "history" | "epochs"> & {
  /** Seconds of the chain's clock between one validator's turn and the next one's. */
  readonly turnSeconds: number;
};

/**
 * Looks at the chain and at the own database.
 *
 * @throws {CollectiveError} what reading throws; nothing is known then.
 */
export async function look(means: LookMeans): Promise<NodeSight> {
  const { collective, record, validator, history, epochs } = means;
  const { reserve } = collective;
  const final = await finalizedBlock(providerOf(reserve), record.finality);
  const lastSettled = Number(await reserve.lastSettledEpoch({ blockTag: final.number }));
  const sight = await readEpochView(collective, validator);
  return {
    ...sight,
    lastSettled,
    settledThrough: await epochs.settledThrough(),
    silentThrough: (await history.begunAt()) ?? Number.POSITIVE_INFINITY,
    foreign: await foreignIn(sight, history),
    turnDelay: await turnDelay(sight, means),
  };
}

/** What stands on chain about the oldest unsettled epoch in this validator's name and is not in its history. */
async function foreignIn(sight: EpochSight, history: SigningHistory): Promise<NodeSight["foreign"]> {
  const { epoch, attempt, committed, voted, pending, view } = sight;
  const said: ChainStatement[] = [];
  if (committed !== null) said.push({ kind: "scores", epoch, attempt: 0, digest: committed });
  if (voted !== null) said.push({ kind: "report", epoch, attempt, digest: voted });
  if (view.pending?.vetoed === true) said.push({ kind: "veto", epoch, attempt, digest: pending });
  return (await unknownOf(said, history)).map(({ kind }) => kind);
}

/** Each epoch another validator comes first; those who may not vote come last. */
async function turnDelay({ epoch, view }: EpochSight, { collective, validator, turnSeconds }: LookMeans) {
  if (view.now <= view.endsAt) return 0;
  const slots = bitsOf(await collective.validators.eligibleBitmapAt(view.endsAt));
  if (!view.eligible) return slots.length * turnSeconds;
  const place = slots.indexOf(Number(await collective.validators.slotOf(validator)));
  return ((place + epoch) % slots.length) * turnSeconds;
}
