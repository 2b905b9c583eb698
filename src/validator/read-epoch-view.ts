import type { Collective } from "../chain/collective.ts";
import { blockAt } from "../chain/finality.ts";
import { providerOf } from "../chain/provider-of.ts";
import { bitsOf } from "../primitives/bitmap.ts";
import type { Address } from "../primitives/identifiers.ts";
import { MIN_VALIDATORS, quorumOf } from "../primitives/quorum.ts";
import type { EpochView } from "./next-duty.ts";

/** Reads what `validator` sees of the oldest epoch that is not settled, at the newest block. */
export async function readEpochView(
  { schedule, validators, commitments, reserve, distributor, registry }: Collective,
  validator: Address,
): Promise<{ readonly epoch: number; readonly view: EpochView }> {
  const block = await blockAt(providerOf(registry), "latest");
  const epoch = Number(await reserve.lastSettledEpoch()) + 1;
  const endsAt = Number(await schedule.endOf(epoch));
  const isOver = block.timestamp > endsAt;
  const active = isOver ? Number(await validators.activeCountAt(endsAt)) : 0;
  const eligible = isOver ? await validators.eligibleBitmapAt(endsAt) : 0n;
  const files = (await commitments.revealedBitmap(epoch)) & eligible;
  const { activatesAt } = await distributor.pendingRoot();
  const view = {
    now: block.timestamp,
    endsAt,
    commitEndsAt: Number(await schedule.commitEndsAt(epoch)),
    revealEndsAt: Number(await schedule.revealEndsAt(epoch)),
    nextRevealEndsAt: Number(await schedule.revealEndsAt(epoch + 1)),
    eligible: isOver && (await validators.isEligibleAt(validator, endsAt)),
    committed: BigInt(await commitments.commitmentOf(epoch, validator)) !== 0n,
    revealed: await commitments.hasRevealed(epoch, validator),
    filesRevealed: bitsOf(files).length,
    // With fewer an epoch can only be skipped.
    filesRequired: active < MIN_VALIDATORS ? Number.POSITIVE_INFINITY : quorumOf(active),
    voted: BigInt(await distributor.voteOf(epoch, await distributor.attemptOf(epoch), validator)) !== 0n,
    governable: (await distributor.totalCumulative()) >= (await distributor.GOVERNABLE_TOTAL()),
    pending: activatesAt === 0n ? null : { activatesAt: Number(activatesAt) },
  };
  return { epoch, view };
}
