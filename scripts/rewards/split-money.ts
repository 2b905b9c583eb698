import type { ChainFacts } from "./chain-facts.ts";
import type { Counted } from "./count-units.ts";

const WEIGHTS_END = 2n ** 64n;

/** Pays contributors, validators and revenue (docs/rewards.md §5): what each account gets in wei, and the totals. */
export function splitMoney(
  chain: Pick<ChainFacts, "parameters" | "remainingWei" | "revenue" | "contributions" | "rewardedValidators">,
  { units, lifetimeUnits }: Omit<Counted, "versions">,
) {
  const { contributions } = chain;
  const { emissionBps, validatorShareBps, maxRewardPerUnitWei } = chain.parameters;
  const emissionCapWei = (chain.remainingWei * BigInt(emissionBps)) / 10_000n;
  const setAsideWei = (emissionCapWei * BigInt(validatorShareBps)) / 10_000n;
  const validators = chain.rewardedValidators.toSorted();
  const owners = [...new Set(contributions.map(({ owner }) => owner))].sort();
  const places = new Map(owners.map((owner, place) => [owner, place]));
  const increases = new Map<string, bigint>();

  const pay = (amountWei: bigint, accounts: readonly string[], weights: readonly bigint[]): void => {
    for (const [i, wei] of split(amountWei, weights).entries()) {
      const account = accounts[i] ?? "";
      if (wei > 0n) increases.set(account, (increases.get(account) ?? 0n) + wei);
    }
  };
  const addUp = (weightOf: (i: number) => bigint): bigint[] => {
    const weights = owners.map(() => 0n);
    for (const [i, { owner }] of contributions.entries()) {
      const place = places.get(owner) ?? 0;
      weights[place] = (weights[place] ?? 0n) + weightOf(i);
    }
    return weights;
  };

  const unitsOfOwners = addUp((i) => BigInt(units[i] ?? 0));
  const points = sum(unitsOfOwners);
  const unitCapWei = points * maxRewardPerUnitWei;
  const contributorPoolWei = unitCapWei < emissionCapWei - setAsideWei ? unitCapWei : emissionCapWei - setAsideWei;
  const validatorPoolWei = validators.length > 0 ? setAsideWei : 0n;
  pay(contributorPoolWei, owners, unitsOfOwners);
  pay(
    validatorPoolWei,
    validators,
    validators.map(() => 1n),
  );
  const revenue = chain.revenue.map(({ purpose, amountWei }) => {
    const isInScope = (i: number): boolean =>
      ((BigInt(contributions[i]?.consentMask ?? 0) >> BigInt(purpose)) & 1n) > 0;
    const weights = addUp((i) => (isInScope(i) ? (lifetimeUnits[i] ?? 0n) : 0n));
    const paidWei = sum(weights) > 0n ? amountWei : 0n;
    pay(paidWei, owners, weights);
    return { purpose, amountWei, paidWei };
  });
  return { increases, points, emissionCapWei, contributorPoolWei, validatorPoolWei, revenue };
}

/**
 * Splits by largest remainder: share i is for weight i, and of equal remainders the earlier one gets the wei.
 *
 * @throws {RangeError} When the weights add up to 2⁶⁴ or more.
 */
export function split(amountWei: bigint, weights: readonly bigint[]): bigint[] {
  const whole = sum(weights);
  if (whole >= WEIGHTS_END) throw new RangeError(`Weights add up to ${whole}.`);
  if (whole === 0n) return weights.map(() => 0n);
  const shares = weights.map((weight) => (amountWei * weight) / whole);
  const remainders = BigUint64Array.from(weights, (weight) => (amountWei * weight) % whole);
  const left = Number(amountWei - sum(shares));
  if (left === 0) return shares;
  // Every remainder above the last one that still gets a wei gets one; what is left goes to the first equal to it.
  const last = remainders.toSorted().at(-left) ?? 0n;
  let forEqual = left - remainders.filter((remainder) => remainder > last).length;
  for (const [i, remainder] of remainders.entries()) {
    const isEqual = remainder === last && forEqual > 0;
    if (isEqual) forEqual--;
    if (isEqual || remainder > last) shares[i] = (shares[i] ?? 0n) + 1n;
  }
  return shares;
}

/** Adds up. */
export function sum(amounts: Iterable<bigint>): bigint {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
}
