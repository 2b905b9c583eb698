import type { Collective } from "../chain/collective.ts";
import { blockAt } from "../chain/finality.ts";
import { providerOf } from "../chain/provider-of.ts";
import { bitsOf, hasBit } from "../primitives/bitmap.ts";
import { toHex32, type Address, type Hex32 } from "../primitives/identifiers.ts";
import { MIN_VALIDATORS, quorumOf } from "../primitives/quorum.ts";
import type { EpochView } from "./next-duty.ts";

/** The oldest epoch that is not settled, as `validator` sees it, and what the validator has stated about it on chain. */
export type EpochSight = {
  readonly epoch: number;
  /** From 1; votes count within one attempt. */
  readonly attempt: number;
  /** Without a judgement of the pending root, which nobody can read from the chain. */
  readonly view: EpochView;
  /** The hash of the committed score file, and the digest voted for in this attempt; null where there is none. */
  readonly committed: Hex32 | null;
  readonly voted: Hex32 | null;
  /** Digest of the pending report. */
  readonly pending: Hex32 | null;
};

/** Reads what `validator` sees of the oldest epoch that is not settled, at the newest block. */
export async function readEpochView(collective: Collective, validator: Address): Promise<EpochSight> {
  const { schedule, validators, commitments, reserve, distributor, registry } = collective;
  const block = await blockAt(providerOf(registry), "latest");
  const epoch = Number(await reserve.lastSettledEpoch()) + 1;
  const endsAt = Number(await schedule.endOf(epoch));
  const isOver = block.timestamp > endsAt;
  const active = isOver ? Number(await validators.activeCountAt(endsAt)) : 0;
  const eligible = isOver ? await validators.eligibleBitmapAt(endsAt) : 0n;
  const files = (await commitments.revealedBitmap(epoch)) & eligible;
  const attempt = Number(await distributor.attemptOf(epoch));
  const committed = digestOrNull(await commitments.commitmentOf(epoch, validator));
  const voted = digestOrNull(await distributor.voteOf(epoch, attempt, validator));
  const root = await distributor.pendingRoot();
  const pending = digestOrNull(root.reportHash);
  const isEligible = isOver && (await validators.isEligibleAt(validator, endsAt));
  const has = isEligible ? slotIn(Number(await validators.slotOf(validator))) : () => false;
  const view = {
    now: block.timestamp,
    endsAt,
    commitEndsAt: Number(await schedule.commitEndsAt(epoch)),
    revealEndsAt: Number(await schedule.revealEndsAt(epoch)),
    nextRevealEndsAt: Number(await schedule.revealEndsAt(epoch + 1)),
    eligible: isEligible,
    committed: committed !== null,
    revealed: await commitments.hasRevealed(epoch, validator),
    filesRevealed: bitsOf(files).length,
    // With fewer an epoch can only be skipped.
    filesRequired: active < MIN_VALIDATORS ? Number.POSITIVE_INFINITY : quorumOf(active),
    voted: voted !== null,
    governable: (await distributor.totalCumulative()) >= (await distributor.GOVERNABLE_TOTAL()),
    pausedUntil: Number(await distributor.pausedUntil()),
    pending:
      pending === null
        ? null
        : {
            activatesAt: Number(root.activatesAt),
            supported: has(root.supporters),
            vetoed: has(root.vetoes),
            judgement: null,
          },
  };
  return { epoch, attempt, view, committed, voted, pending };
}

function slotIn(slot: number): (bitmap: bigint) => boolean {
  return (bitmap) => hasBit(bitmap, slot);
}

function digestOrNull(digest: string): Hex32 | null {
  return BigInt(digest) === 0n ? null : toHex32(digest);
}
