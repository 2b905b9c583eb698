import type { Ramp } from "./ruleset.ts";

/** Floor division of non-negative safe integers. Exact: the remainder is taken off before dividing. */
export function divide(numerator: number, denominator: number): number {
  return (numerator - (numerator % denominator)) / denominator;
}

/** `part` of `whole` in ‰, rounded down; 0 of nothing is 0. */
export function permille(part: number, whole: number): number {
  return whole === 0 ? 0 : divide(1_000 * part, whole);
}

/** Rises from 0 to 1,000 along `ramp`, rounded down. */
export function rampUp(value: number, [zeroAt, fullAt]: Ramp): number {
  if (value <= zeroAt) return 0;
  return value >= fullAt ? 1_000 : divide(1_000 * (value - zeroAt), fullAt - zeroAt);
}

/** Falls from 1,000 to 0 along `ramp`, rounded down: 1,000 up to its first end, 0 from its second on. */
export function rampDown(value: number, [fullAt, zeroAt]: Ramp): number {
  if (value >= zeroAt) return 0;
  return value <= fullAt ? 1_000 : divide(1_000 * (zeroAt - value), zeroAt - fullAt);
}

/** The greatest integer whose square is not above `value`, by Newton's method from above. */
export function squareRoot(value: number): number {
  let root = value;
  for (let next = divide(value + 1, 2); next < root; next = divide(root + divide(value, root), 2)) root = next;
  return root;
}

/** The largest power of two that is not above `count`; 0 for 0. Tells a magnitude and no more. */
export function powerBucket(count: number): number {
  if (count < 1) return 0;
  let bucket = 1;
  while (bucket * 2 <= count) bucket *= 2;
  return bucket;
}

/** `value` rounded down to a multiple of `step`. */
export function stepBucket(value: number, step: number): number {
  return value - (value % step);
}
