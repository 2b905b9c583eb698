import { bitsOf } from "../primitives/bitmap.ts";
import { toAddress, toHex32, type Address, type Hex32 } from "../primitives/identifiers.ts";
import { quorumOf } from "../primitives/quorum.ts";
import type { Collective } from "./collective.ts";
import type { DeploymentRecord } from "./deployment-record.ts";
import { textOf } from "./event-text.ts";
import { finalizedBlock, lastBlockBefore, type BlockRef } from "./finality.ts";
import { providerOf } from "./provider-of.ts";
import { readEvents, type BlockRange } from "./read-events.ts";
import { readReserve, type ReserveState } from "./reserve-history.ts";
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
  /** Whether the reveal window is over and the epoch before settled, both final: `revealed` and the amounts will not change. */
  readonly isReportable: boolean;
  readonly parameters: {
    readonly emissionBps: number;
    readonly validatorShareBps: number;
    readonly maxRewardPerUnitWei: bigint;
    readonly rulesetHash: Hex32;
  };
  readonly remainingWei: bigint;
  readonly revenue: ReserveState["revenue"];
  /** The most the epoch may add to the total. */
  readonly budgetWei: bigint;
  readonly quorum: number;
  readonly validators: readonly { readonly slot: number; readonly address: Address }[];
  readonly revealed: readonly RevealedFile[];
  /** Slots of the validators that governance ejected by now, one bit each: the contract refuses their files in a report. */
  readonly ejectedBitmap: bigint;
  /** Active at the snapshot, in the order in which their versions were set. */
  readonly contributions: readonly RegisteredContribution[];
  /** How many there have been by then, removed ones included: the last ledger has no more entries. */
  readonly everContributed: number;
  readonly previous: ActiveRoot | null;
  readonly rewardedValidators: readonly Address[];
};

/**
 * Reads an epoch's state from final blocks alone: what is hashed is the same for every validator and for ever, once
 * `isReportable`; what is scored (`contributions`, `parameters`) is so from the start.
 *
 * @throws {RetryableError} `CHAIN_NOT_FINAL_YET` while the snapshot's block could still change.
 */
export async function readEpoch(
  { schedule, validators, reserve, registry, commitments, distributor }: Collective,
  record: DeploymentRecord,
  epoch: number,
): Promise<EpochChainState> {
  const provider = providerOf(registry);
  const { deployedAtBlock: fromBlock, finality } = record;
  const endsAt = Number(await schedule.endOf(epoch));
  const snapshot: BlockRef = await lastBlockBefore(provider, endsAt, { fromBlock, finality });
  const final = await finalizedBlock(provider, finality);
  const history: BlockRange = { fromBlock, toBlock: final.number };
  const { remainingWei, revenue, lastSettledEpoch } = await readReserve(reserve, history, {
    epoch,
    snapshotBlock: snapshot.number,
  });
  const parameters = await reserve.parametersOf(epoch);
  const slots = await readSlots(validators, endsAt);
  const roots = await readActiveRoots(distributor, history);
  const previous = roots.filter((root) => root.epoch < epoch).at(-1) ?? null;
  const contributions = await readRegistry(registry, { fromBlock, toBlock: snapshot.number });
  return {
    chainId: BigInt(record.chainId),
    contracts: contractsOf(record),
    epoch,
    snapshotBlock: { number: snapshot.number, hash: snapshot.hash },
    isReportable: lastSettledEpoch === epoch - 1 && final.timestamp >= Number(await schedule.revealEndsAt(epoch)),
    parameters: {
      emissionBps: Number(parameters.emissionBps),
      validatorShareBps: Number(parameters.validatorShareBps),
      maxRewardPerUnitWei: parameters.maxRewardPerUnit,
      rulesetHash: toHex32(parameters.rulesetHash),
    },
    remainingWei,
    revenue,
    budgetWei: (remainingWei * parameters.emissionBps) / 10_000n + revenue.reduce((sum, r) => sum + r.amountWei, 0n),
    ejectedBitmap: await validators.ejectedBitmap(),
    quorum: quorumOf(slots.length),
    validators: slots,
    revealed: await readRevealed({ commitments, validators }, history, epoch),
    contributions: contributions.filter(({ removed }) => !removed),
    everContributed: contributions.length,
    previous,
    rewardedValidators: await addressesOf(validators, previous?.supporters ?? 0n),
  };
}

async function readRevealed(
  { commitments, validators }: Pick<Collective, "commitments" | "validators">,
  history: BlockRange,
  epoch: number,
): Promise<RevealedFile[]> {
  const revealed = await readEvents(commitments, commitments.filters.ScoresRevealed(epoch), history);
  return Promise.all(
    revealed.map(async ({ args }) => ({
      slot: Number(await validators.slotOf(String(args.validator))),
      validator: toAddress(String(args.validator)),
      hash: toHex32(String(args.hash)),
      uri: textOf(args, "uri"),
    })),
  );
}

function contractsOf({ contracts }: DeploymentRecord): EpochChainState["contracts"] {
  const { distributor, registry, reserve, commitments, validators } = contracts;
  return { distributor, registry, reserve, scoreCommitments: commitments, validatorRegistry: validators };
}

async function readSlots(validators: Collective["validators"], timepoint: number) {
  const bitmap = await validators.activeBitmapAt(timepoint);
  const addresses = await addressesOf(validators, bitmap);
  const slots = bitsOf(bitmap);
  return addresses.map((address, index) => ({ slot: slots[index] ?? 0, address }));
}

async function addressesOf(validators: Collective["validators"], bitmap: bigint): Promise<Address[]> {
  return Promise.all(bitsOf(bitmap).map(async (slot) => toAddress(await validators.validatorAt(slot))));
}
