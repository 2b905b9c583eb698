import type { ChainFacts } from "./chain-facts.ts";
import type { Counted } from "./count-units.ts";

const WEIGHTS_END = 2n ** 64n;

/** Pays contributors, validators and revenue (docs/rewards.md §5): what each account gets in wei, and the totals. */
export function splitMoney(
  chain: Pick<ChainFacts, "parameters" | "remainingWei" | "revenue" | "contributions" | "rewardedValidators">,
  { units, lifetimeUnits }: Omit<Counted, "versions">,
) {
  const { emissionBps, validatorShareBps, maxRewardPerUnitWei } = chain.parameters;
  const emissionCapWei = (chain.remainingWei * BigInt(emissionBps)) / 10_000n;
  const setAsideWei = (emissionCapWei * BigInt(validatorShareBps)) / 10_000n;
  const { owners, weigh } = ownersOf(chain.contributions);
  const validators = chain.rewardedValidators.toSorted();

  const unitsOfOwners = weigh((i) => BigInt(units[i] ?? 0));
  const points = sum(unitsOfOwners);
  const unitCapWei = points * maxRewardPerUnitWei;
  const contributorPoolWei = unitCapWei < emissionCapWei - setAsideWei ? unitCapWei : emissionCapWei - setAsideWei;
  const validatorPoolWei = validators.length > 0 ? setAsideWei : 0n;
  const earned = split(contributorPoolWei, unitsOfOwners);
  const revenue = chain.revenue.map(({ purpose, amountWei }) => {
    const weights = weigh((i, mask) => (allows(mask, purpose) ? (lifetimeUnits[i] ?? 0n) : 0n));
    const paidWei = sum(weights) > 0n ? amountWei : 0n;
    for (const [place, wei] of split(paidWei, weights).entries()) earned[place] = (earned[place] ?? 0n) + wei;
    return { purpose, amountWei, paidWei };
  });
  const increases = new Map(owners.map((owner, place) => [owner, earned[place] ?? 0n]));
  const equal = validators.map(() => 1n);
  for (const [i, wei] of split(validatorPoolWei, equal).entries()) {
    const validator = validators[i] ?? "";
    increases.set(validator, (increases.get(validator) ?? 0n) + wei);
  }
  for (const [account, wei] of increases) if (wei === 0n) increases.delete(account);
  return { increases, points, emissionCapWei, contributorPoolWei, validatorPoolWei, revenue };
}

/** The owners in ascending order, and what adds up the weights of each one's contributions. */
function ownersOf(contributions: ChainFacts["contributions"]) {
  const placeOf = new Map(contributions.map(({ owner }) => [owner, 0]));
  const owners = [...placeOf.keys()].sort();
  for (const [place, owner] of owners.entries()) placeOf.set(owner, place);
  const places = contributions.map(({ owner }) => placeOf.get(owner) ?? 0);
  const weigh = (weightOf: (i: number, consentMask: number) => bigint): bigint[] => {
    const weights = owners.map(() => 0n);
    for (const [i, { consentMask }] of contributions.entries()) {
      const place = places[i] ?? 0;
      weights[place] = (weights[place] ?? 0n) + weightOf(i, consentMask);
    }
    return weights;
  };
  return { owners, weigh };
}

function allows(consentMask: number, purpose: number): boolean {
  return Math.floor(consentMask / 2 ** purpose) % 2 === 1;
}

/**
 * Splits by largest remainder: share i is for weight i, and of equal remainders the earlier one gets the wei.
 *
 * @throws {RangeError} When the weights add up to 2⁶⁴ or more.
 */
export function split(amountWei: bigint, weights: readonly bigint[]): bigint[] {
  const whole = sum(weights);
  if (whole >= WEIGHTS_END) throw new RangeError(`Weights add up to ${whole}.`);
  const shares = weights.map(() => 0n);
  if (amountWei === 0n || whole === 0n) return shares;
  const remainders = new BigUint64Array(weights.length);
  for (const [i, weight] of weights.entries()) {
    const product = amountWei * weight;
    shares[i] = product / whole;
    remainders[i] = product % whole;
  }
  const left = Number(amountWei - sum(shares));
  if (left > 0) giveLeft(shares, remainders, left);
  return shares;
}

/** One wei more for each of the `left` largest remainders. */
function giveLeft(shares: bigint[], remainders: BigUint64Array, left: number): void {
  const least = remainders.toSorted().at(-left) ?? 0n;
  let forLeast = left - remainders.filter((remainder) => remainder > least).length;
  for (const [i, remainder] of remainders.entries()) {
    const isChosen = remainder > least || (remainder === least && forLeast > 0);
    if (isChosen) shares[i] = (shares[i] ?? 0n) + 1n;
    if (isChosen && remainder === least) forLeast--;
  }
}

/** Adds up. */
export function sum(amounts: Iterable<bigint>): bigint {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
}
