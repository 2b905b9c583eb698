import type { EventLog } from "ethers";
import type { RewardReserve } from "../../typechain-types/index.ts";
import { readEvents, type BlockRange } from "./read-events.ts";

/** What an epoch may draw on, in wei; `docs/rewards.md` §3. */
export type ReserveState = {
  /** What the reserve holds for emission, at the later of the snapshot block and the block that settled the epoch before. */
  readonly remainingWei: bigint;
  /** Revenue of the epoch and of the skipped epochs just before it, one item per purpose, ascending. */
  readonly revenue: readonly { readonly purpose: number; readonly amountWei: bigint }[];
  /** The last epoch before the asked one that was released or skipped; 0 when none was. */
  readonly lastSettledEpoch: number;
};

/** Rebuilds from the reserve's events what an epoch may draw on, so that the past can be asked of any node. */
export async function readReserve(
  reserve: RewardReserve,
  history: BlockRange,
  { epoch, snapshotBlock }: { epoch: number; snapshotBlock: number },
): Promise<ReserveState> {
  const { Funded, Released, EpochSkipped, RevenueDeposited } = reserve.filters;
  const [funded, released, skipped, deposits] = [
    await readEvents(reserve, Funded(), history),
    (await readEvents(reserve, Released(), history)).filter((event) => epochOf(event) < epoch),
    (await readEvents(reserve, EpochSkipped(), history)).filter((event) => epochOf(event) < epoch),
    await readEvents(reserve, RevenueDeposited(), history),
  ];
  const lastRelease = released.at(-1);
  const settled = [...released, ...skipped];
  const settledAt = settled.find((event) => epochOf(event) === epoch - 1)?.blockNumber ?? 0;
  const until = Math.max(snapshotBlock, settledAt);
  const remainingWei = funded
    .filter((event) => event.blockNumber <= until && (lastRelease === undefined || isLater(event, lastRelease)))
    .reduce((sum, { args }) => sum + BigInt(String(args.amount)), BigInt(String(lastRelease?.args.remaining ?? 0)));

  const firstOpen = lastRelease === undefined ? 1 : epochOf(lastRelease) + 1;
  const lastSettledEpoch = Math.max(0, ...settled.map(epochOf));
  return { remainingWei, revenue: sumByPurpose(deposits, firstOpen, epoch), lastSettledEpoch };
}

function sumByPurpose(deposits: readonly EventLog[], fromEpoch: number, toEpoch: number): ReserveState["revenue"] {
  const sums = new Map<number, bigint>();
  for (const deposit of deposits) {
    if (epochOf(deposit) < fromEpoch || epochOf(deposit) > toEpoch) continue;
    const purpose = Number(deposit.args.purpose);
    sums.set(purpose, (sums.get(purpose) ?? 0n) + BigInt(String(deposit.args.amount)));
  }
  return [...sums].sort(([a], [b]) => a - b).map(([purpose, amountWei]) => ({ purpose, amountWei }));
}

function epochOf({ args }: EventLog): number {
  return Number(args.epoch);
}

function isLater(event: EventLog, than: EventLog): boolean {
  return event.blockNumber > than.blockNumber || (event.blockNumber === than.blockNumber && event.index > than.index);
}
