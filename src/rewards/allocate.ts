import type { Address } from "../primitives/identifiers.ts";
import type { NewlyCounted } from "./count-contributions.ts";
import type { ActiveContribution, CountedContribution } from "./epoch-inputs.ts";
import type { InputsDocument } from "./inputs-document.ts";
import { splitByLargestRemainder } from "./largest-remainder.ts";

/** What one account earns in one epoch, by source; the sum is above zero. */
export type AccountIncrease = {
  readonly account: Address;
  readonly contributorWei: bigint;
  readonly validatorWei: bigint;
  readonly revenueWei: bigint;
};

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
  /** Ascending by account. */
  readonly increases: readonly AccountIncrease[];
};

type Weight = readonly [account: Address, weight: bigint];
type Source = "contributorWei" | "validatorWei" | "revenueWei";

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
export function allocate(
  document: InputsDocument,
  counted: readonly NewlyCounted[],
  ledger: readonly CountedContribution[],
): Allocation {
  const emissionCapWei = emissionCap(document);
  const validatorShareWei = (emissionCapWei * BigInt(document.parameters.validatorShareBps)) / BPS;
  const points = counted.reduce((sum, { units }) => sum + BigInt(units), 0n);
  const validatorPoolWei = document.rewardedValidators.length > 0 ? validatorShareWei : 0n;
  const contributorPoolWei = minimum(
    emissionCapWei - validatorShareWei,
    document.parameters.maxRewardPerUnitWei * points,
  );
  const increases = new Map<Address, AccountIncrease>();
  const owners = counted.map(({ owner, units }): Weight => [owner, BigInt(units)]);
  pay(increases, "contributorWei", contributorPoolWei, owners);
  const validators = document.rewardedValidators.map((account): Weight => [account, 1n]);
  pay(increases, "validatorWei", validatorPoolWei, validators);
  const revenue = payRevenue(increases, document, ledger);
  const sorted = [...increases.values()].sort((a, b) => (a.account < b.account ? -1 : 1));
  return { points, emissionCapWei, validatorPoolWei, contributorPoolWei, revenue, increases: sorted };
}

function payRevenue(
  increases: Map<Address, AccountIncrease>,
  document: InputsDocument,
  ledger: readonly CountedContribution[],
): PurposePayment[] {
  const contributionOf = new Map(document.contributions.map((contribution) => [contribution.id, contribution]));
  return document.revenue.map(({ purpose, amountWei }) => {
    const inScope = ledger.flatMap(({ id, lifetimeUnits }): Weight[] => {
      const contribution = contributionOf.get(id);
      return contribution && agreesTo(contribution, purpose) ? [[contribution.owner, lifetimeUnits]] : [];
    });
    const paidWei = inScope.some(([, lifetimeUnits]) => lifetimeUnits > 0n) ? amountWei : 0n;
    pay(increases, "revenueWei", paidWei, inScope);
    return { purpose, amountWei, paidWei };
  });
}

function agreesTo(contribution: ActiveContribution, purpose: number): boolean {
  // Shifts count modulo 32 in JavaScript, so purpose 32 would be taken for purpose 0.
  return purpose < CONSENT_BITS && ((contribution.consentMask >>> purpose) & 1) === 1;
}

function pay(
  increases: Map<Address, AccountIncrease>,
  source: Source,
  amountWei: bigint,
  weights: readonly Weight[],
): void {
  const accounts = sumByAccount(weights);
  const shares = splitByLargestRemainder(
    amountWei,
    accounts.map(([, weight]) => weight),
  );
  for (const [index, [account]] of accounts.entries()) {
    const shareWei = shares[index] ?? 0n;
    if (shareWei === 0n) continue;
    const old = increases.get(account) ?? { account, contributorWei: 0n, validatorWei: 0n, revenueWei: 0n };
    increases.set(account, { ...old, [source]: old[source] + shareWei });
  }
}

function sumByAccount(weights: readonly Weight[]): Weight[] {
  const sums = new Map<Address, bigint>();
  for (const [account, weight] of weights) sums.set(account, (sums.get(account) ?? 0n) + weight);
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
}

function minimum(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
