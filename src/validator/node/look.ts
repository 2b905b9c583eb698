import { finalizedBlock } from "../../chain/finality.ts";
import { providerOf } from "../../chain/provider-of.ts";
import { bitsOf } from "../../primitives/bitmap.ts";
import type { Hex32 } from "../../primitives/identifiers.ts";
import type { Statement } from "../database/signing-history.ts";
import { readEpochView, type EpochSight } from "../read-epoch-view.ts";
import type { NodeSight } from "./node-event.ts";
import type { NodeMeans } from "./node-means.ts";

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
    foreign: foreignIn(sight, await history.statementsOf(sight.epoch)),
    turnDelay: await turnDelay(sight, means),
  };
}

/** What stands on chain in this validator's name and is not in its history. */
function foreignIn({ attempt, committed, voted, pending, view }: EpochSight, known: readonly Statement[]) {
  const isKnown = (kind: Statement["kind"], digest: Hex32, at: number): boolean =>
    known.some((statement) => statement.kind === kind && statement.digest === digest && statement.attempt === at);
  const vetoed = view.pending?.vetoed === true ? pending : null;
  return [
    ...(committed === null || isKnown("scores", committed, 0) ? [] : (["scores"] as const)),
    ...(voted === null || isKnown("report", voted, attempt) ? [] : (["report"] as const)),
    ...(vetoed === null || isKnown("veto", vetoed, attempt) ? [] : (["veto"] as const)),
  ];
}

/** Each epoch another validator comes first; those who may not vote come last. */
async function turnDelay({ epoch, view }: EpochSight, { collective, validator, turnSeconds }: LookMeans) {
  if (view.now <= view.endsAt) return 0;
  const slots = bitsOf(await collective.validators.eligibleBitmapAt(view.endsAt));
  if (!view.eligible) return slots.length * turnSeconds;
  const place = slots.indexOf(Number(await collective.validators.slotOf(validator)));
  return ((place + epoch) % slots.length) * turnSeconds;
}
