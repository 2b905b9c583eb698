/** Numbers that follow from a seed alone. */
export type Random = {
  /** A whole number from 0 to `bound` − 1. */
  readonly below: (bound: number) => number;
  /** True in so many of a thousand cases. */
  readonly permille: (chance: number) => boolean;
};

/** Source: Sebastiano Vigna's SplitMix64 (public domain). */
export function seededRandom(seed: number): Random {
  let state = BigInt(seed);
  const next = (): bigint => {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
    let mixed = state;
    mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n);
    mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn);
    return mixed ^ (mixed >> 31n);
  };
  const below = (bound: number): number => Number(next() % BigInt(bound));
  return { below, permille: (chance) => below(1_000) < chance };
}
