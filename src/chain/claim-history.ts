import type { RewardDistributor } from "../../typechain-types/index.ts";
import type { Address } from "../primitives/identifiers.ts";
import { readEvents, type BlockRange } from "./read-events.ts";

/** One payment of rewards to an account. */
export type Claim = {
  /** The epoch whose root it was claimed against; what earlier epochs earned is paid with it. */
  readonly epoch: number;
  readonly amountWei: bigint;
  /** Everything that the account was paid up to this payment. */
  readonly cumulativeWei: bigint;
  /** Unix seconds. */
  readonly at: number;
};

/** What an account was paid by the distributor, oldest first. */
export async function readClaims(
  distributor: RewardDistributor,
  account: Address,
  range: BlockRange,
): Promise<Claim[]> {
  const events = await readEvents(distributor, distributor.filters.Claimed(undefined, account), range);
  return Promise.all(
    events.map(async (event) => ({
      epoch: Number(event.args.epoch),
      amountWei: BigInt(String(event.args.amount)),
      cumulativeWei: BigInt(String(event.args.cumulative)),
      at: (await event.getBlock()).timestamp,
    })),
  );
}
