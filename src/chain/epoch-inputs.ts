import { InvariantError } from "../primitives/errors.ts";
import { toAddress, toHex32, type Address, type Hex32 } from "../primitives/identifiers.ts";
import type { RewardReserve } from "../../typechain-types/index.ts";
import type { Collective } from "./collective.ts";
import type { DeploymentRecord } from "./deployment-record.ts";
import { finalizedBlock, lastBlockBefore, type BlockRef } from "./finality.ts";
import { readEvents, type BlockRange } from "./read-events.ts";
import { readRegistry, type RegisteredContribution } from "./registry-history.ts";
import { readActiveRoots, type ActiveRoot } from "./root-history.ts";

/** A score file that was revealed, with the place where its validator says it can be fetched. */
export type RevealedFile = {
  readonly slot: number;
  readonly validator: Address;
  readonly hash: Hex32;
  readonly uri: string;
};

/** Everything about an epoch that the chain says; `docs/rewards.md` names the view or event of each field. */
export type EpochChainState = {
  readonly chainId: bigint;
  readonly contracts: {
    readonly distributor: Address;
    readonly registry: Address;
    readonly reserve: Address;
    readonly scoreCommitments: Address;
    readonly validatorRegistry: Address;
  };
  readonly epoch: number;
  readonly snapshotBlock: { readonly number: number; readonly hash: Hex32 };
  readonly parameters: {
    readonly emissionBps: number;
    readonly validatorShareBps: number;
    readonly maxRewardPerUnitWei: bigint;
    readonly rulesetHash: Hex32;
  };
  readonly remainingWei: bigint;
  readonly budgetWei: bigint;
  readonly revenue: readonly { readonly purpose: number; readonly amountWei: bigint }[];
  readonly quorum: number;
  readonly validators: readonly { readonly slot: number; readonly address: Address }[];
  readonly revealed: readonly RevealedFile[];
  /** Active at the snapshot, in the order in which their versions were set. */
  readonly contributions: readonly RegisteredContribution[];
  readonly previous: ActiveRoot | null;
  readonly rewardedValidators: readonly Address[];
};

/**
 * Reads an epoch's state from final blocks alone: the same answer for every validator and for ever.
 *
 * @throws {RetryableError} `CHAIN_NOT_FINAL_YET` while the snapshot's block could still change.
 */
export async function readEpoch(
  { schedule, validators, reserve, registry, commitments, distributor }: Collective,
  record: DeploymentRecord,
  epoch: number,
): Promise<EpochChainState> {
  const provider = registry.runner?.provider;
  if (provider == null) throw new InvariantError("CHAIN_NO_PROVIDER", "The contracts are not connected to a node.");
  const { deployedAtBlock: fromBlock, finality } = record;
  const endsAt = Number(await schedule.endOf(epoch));
  const snapshot: BlockRef = await lastBlockBefore(provider, endsAt, { fromBlock, finality });
  const history: BlockRange = { fromBlock, toBlock: (await finalizedBlock(provider, finality)).number };
  const settled = await readSettlements(reserve, history, { epoch, snapshot });
  const parameters = await reserve.parametersOf(epoch);
  const slots = await readSlots(validators, endsAt);
  const roots = await readActiveRoots(distributor, history);
  const previous = roots.filter((root) => root.epoch < epoch).at(-1) ?? null;
  const contributions = await readRegistry(registry, { fromBlock, toBlock: snapshot.number });
  const revealed = await readEvents(commitments, commitments.filters.ScoresRevealed(epoch), history);
  const { contracts } = record;
  return {
    chainId: BigInt(record.chainId),
    contracts: {
      distributor: contracts.distributor,
      registry: contracts.registry,
      reserve: contracts.reserve,
      scoreCommitments: contracts.commitments,
      validatorRegistry: contracts.validators,
    },
    epoch,
    snapshotBlock: { number: snapshot.number, hash: snapshot.hash },
    parameters: {
      emissionBps: Number(parameters.emissionBps),
      validatorShareBps: Number(parameters.validatorShareBps),
      maxRewardPerUnitWei: parameters.maxRewardPerUnit,
      rulesetHash: toHex32(parameters.rulesetHash),
    },
    ...settled,
    budgetWei: (settled.remainingWei * parameters.emissionBps) / 10_000n + settled.revenueWei,
    quorum: Math.floor((2 * slots.length) / 3) + 1,
    validators: slots,
    revealed: await Promise.all(
      revealed.map(async ({ args }) => ({
        slot: Number(await validators.slotOf(String(args.validator))),
        validator: toAddress(String(args.validator)),
        hash: toHex32(String(args.hash)),
        uri: String(args.uri),
      })),
    ),
    contributions: contributions.filter(({ removed }) => !removed),
    previous,
    rewardedValidators: await addressesOf(validators, previous?.supporters ?? 0n),
  };
}

/** What the reserve had and was given, rebuilt from its events so that the past can be asked of any node. */
async function readSettlements(
  reserve: RewardReserve,
  history: BlockRange,
  { epoch, snapshot }: { epoch: number; snapshot: BlockRef },
) {
  const { Funded, Released, EpochSkipped, RevenueDeposited } = reserve.filters;
  const funded = await readEvents(reserve, Funded(), { ...history, toBlock: snapshot.number });
  const released = await readEvents(reserve, Released(), history);
  const skipped = await readEvents(reserve, EpochSkipped(), history);
  const deposits = await readEvents(reserve, RevenueDeposited(), history);

  const before = released.filter(({ args }) => Number(args.epoch) < epoch);
  const lastReleased = before.at(-1);
  const sinceThen = funded.filter(
    (event) => lastReleased === undefined || event.blockNumber > lastReleased.blockNumber,
  );
  const start = lastReleased === undefined ? 0n : BigInt(String(lastReleased.args.remaining));
  const remainingWei = sinceThen.reduce((sum, { args }) => sum + BigInt(String(args.amount)), start);

  const open = new Set(
    skipped.map(({ args }) => Number(args.epoch)).filter((e) => e < epoch && e > Number(lastReleased?.args.epoch ?? 0)),
  );
  open.add(epoch);
  const byPurpose = new Map<number, bigint>();
  for (const { args } of deposits.filter((deposit) => open.has(Number(deposit.args.epoch)))) {
    const purpose = Number(args.purpose);
    byPurpose.set(purpose, (byPurpose.get(purpose) ?? 0n) + BigInt(String(args.amount)));
  }
  const revenue = [...byPurpose].sort(([a], [b]) => a - b).map(([purpose, amountWei]) => ({ purpose, amountWei }));
  return { remainingWei, revenue, revenueWei: revenue.reduce((sum, { amountWei }) => sum + amountWei, 0n) };
}

async function readSlots(validators: Collective["validators"], timepoint: number) {
  const bitmap = await validators.activeBitmapAt(timepoint);
  const addresses = await addressesOf(validators, bitmap);
  const slots = slotsOf(bitmap);
  return addresses.map((address, index) => ({ slot: slots[index] ?? 0, address }));
}

async function addressesOf(validators: Collective["validators"], bitmap: bigint): Promise<Address[]> {
  return Promise.all(slotsOf(bitmap).map(async (slot) => toAddress(await validators.validatorAt(slot))));
}

/** The numbers of the bits that are set, ascending. */
function slotsOf(bitmap: bigint): number[] {
  const slots = [];
  for (let slot = 0; bitmap >> BigInt(slot) > 0n; slot++) {
    if ((bitmap >> BigInt(slot)) & 1n) slots.push(slot);
  }
  return slots;
}
