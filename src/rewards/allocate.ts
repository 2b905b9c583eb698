import type { Address } from "../primitives/identifiers.ts";
import {
  ACCOUNT_BYTES,
  packLeaves,
  RECORD_BYTES,
  readRecords,
  writeAmount,
  type RewardLeaves,
} from "../merkle/reward-leaves.ts";
import { consentMaskAt, type ContributionList } from "./contribution-list.ts";
import { NOT_COUNTED, type CountedUnits } from "./count-contributions.ts";
import { addIncreases } from "./cumulative-leaves.ts";
import type { InputsDocument } from "./inputs-document.ts";
import { splitByLargestRemainder } from "./largest-remainder.ts";
import { lifetimeUnitsAt, type Ledger } from "./ledger.ts";
import { groupByOwner } from "./owner-groups.ts";
import { PackedCursor } from "./packed-list.ts";

/** Revenue of one purpose and how much of it found an owner. */
export type PurposePayment = {
  readonly purpose: number;
  readonly amountWei: bigint;
  /** Equal to `amountWei`, or 0 when no counted contribution agrees to the purpose. */
  readonly paidWei: bigint;
};

/** How an epoch's money is split, in the symbols of docs/rewards.md §5. */
export type Allocation = {
  /** W: units of all newly counted versions. */
  readonly points: bigint;
  /** E: the most that this epoch may emit. */
  readonly emissionCapWei: bigint;
  /** V′: paid to the rewarded validators. */
  readonly validatorPoolWei: bigint;
  /** C: paid to the owners of newly counted versions. */
  readonly contributorPoolWei: bigint;
  /** Ascending by purpose. */
  readonly revenue: readonly PurposePayment[];
  /** What each account earns in this epoch, from all sources. */
  readonly increases: RewardLeaves;
};

/** What the epoch's money is split by. */
export type AllocationInputs = {
  readonly contributions: ContributionList;
  readonly counted: CountedUnits;
  /** After the epoch. */
  readonly ledger: Ledger;
};

const BPS = 10_000n;
const CONSENT_BITS = 32;

/** E: what the reserve may emit in this epoch, before revenue; rounded down. */
export function emissionCap(document: Pick<InputsDocument, "remainingWei" | "parameters">): bigint {
  return (document.remainingWei * BigInt(document.parameters.emissionBps)) / BPS;
}

/**
 * Splits the epoch's money over owners and validators.
 *
 * What is not paid (no rewarded validators, the cap per unit, revenue nobody agreed to) stays in the reserve.
 */
export function allocate(document: InputsDocument, { contributions, counted, ledger }: AllocationInputs): Allocation {
  const { parameters, rewardedValidators } = document;
  const owners = groupByOwner(contributions);
  const earnedWei = Array.from({ length: owners.count }, () => 0n);
  const weigh = (weightOf: (index: number) => bigint): bigint[] => {
    const weights = Array.from({ length: owners.count }, () => 0n);
    for (const [index, owner] of owners.ownerOf.entries()) weights[owner] = (weights[owner] ?? 0n) + weightOf(index);
    return weights;
  };
  const pay = (amountWei: bigint, weights: readonly bigint[]): void => {
    for (const [owner, shareWei] of splitByLargestRemainder(amountWei, weights).entries()) {
      earnedWei[owner] = (earnedWei[owner] ?? 0n) + shareWei;
    }
  };

  const emissionCapWei = emissionCap(document);
  const validatorShareWei = (emissionCapWei * BigInt(parameters.validatorShareBps)) / BPS;
  const validatorPoolWei = rewardedValidators.length > 0 ? validatorShareWei : 0n;
  const units = weigh((index) => BigInt(Math.max(counted[index] ?? NOT_COUNTED, 0)));
  const points = sum(units);
  const contributorPoolWei = minimum(emissionCapWei - validatorShareWei, parameters.maxRewardPerUnitWei * points);
  pay(contributorPoolWei, units);

  const lifetimeUnits = lifetimeUnitsOf(contributions, ledger);
  const revenue = document.revenue.map(({ purpose, amountWei }) => {
    const inScope = weigh((index) =>
      agreesTo(consentMaskAt(contributions, index), purpose) ? (lifetimeUnits[index] ?? 0n) : 0n,
    );
    const paidWei = sum(inScope) > 0n ? amountWei : 0n;
    pay(paidWei, inScope);
    return { purpose, amountWei, paidWei };
  });
  const increases = addIncreases(
    packEarned(owners.accounts, earnedWei),
    payValidators(validatorPoolWei, rewardedValidators),
  );
  return { points, emissionCapWei, validatorPoolWei, contributorPoolWei, revenue, increases };
}

/** By contribution; 0 for those that never counted. */
function lifetimeUnitsOf(contributions: ContributionList, ledger: Ledger): BigUint64Array {
  const cursor = new PackedCursor(ledger);
  const units = new BigUint64Array(contributions.count);
  for (let index = 0; index < contributions.count; index++) {
    const entry = cursor.find(contributions, index);
    if (entry >= 0) units[index] = lifetimeUnitsAt(ledger, entry);
  }
  return units;
}

function agreesTo(consentMask: number, purpose: number): boolean {
  // Shifts count modulo 32 in JavaScript, so purpose 32 would be taken for purpose 0.
  return purpose < CONSENT_BITS && ((consentMask >>> purpose) & 1) === 1;
}

/** The accounts that earned something, with what they earned. */
function packEarned(accounts: Uint8Array, earnedWei: readonly bigint[]): RewardLeaves {
  const records = new Uint8Array(earnedWei.length * RECORD_BYTES);
  let count = 0;
  for (const [owner, amountWei] of earnedWei.entries()) {
    if (amountWei === 0n) continue;
    records.set(accounts.subarray(owner * ACCOUNT_BYTES, (owner + 1) * ACCOUNT_BYTES), count * RECORD_BYTES);
    writeAmount(records, count++, amountWei);
  }
  return readRecords(records.subarray(0, count * RECORD_BYTES));
}

/** `validators` ascend. */
function payValidators(poolWei: bigint, validators: readonly Address[]): RewardLeaves {
  const shares = splitByLargestRemainder(
    poolWei,
    validators.map(() => 1n),
  );
  return packLeaves(
    validators.flatMap((account, index) => {
      const cumulativeWei = shares[index] ?? 0n;
      return cumulativeWei > 0n ? [{ account, cumulativeWei }] : [];
    }),
  );
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}

function minimum(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
