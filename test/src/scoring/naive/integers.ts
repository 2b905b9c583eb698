/** ‰ of docs/scoring.md, section 1. */
export type Ends = readonly [number, number];

export function ramp(x: bigint, [a, b]: Ends): bigint {
  if (x <= BigInt(a)) return 0n;
  if (x >= BigInt(b)) return 1000n;
  return (1000n * (x - BigInt(a))) / BigInt(b - a);
}

export function fall(x: bigint, [a, b]: Ends): bigint {
  if (x <= BigInt(a)) return 1000n;
  if (x >= BigInt(b)) return 0n;
  return (1000n * (BigInt(b) - x)) / BigInt(b - a);
}

export function share(part: bigint, whole: bigint): bigint {
  return whole === 0n ? 0n : (1000n * part) / whole;
}

export function least(...values: bigint[]): bigint {
  return values.reduce((a, b) => (b < a ? b : a));
}

export function greatest(...values: bigint[]): bigint {
  return values.reduce((a, b) => (b > a ? b : a));
}

export function sum(values: Iterable<bigint>): bigint {
  let total = 0n;
  for (const value of values) total += value;
  return total;
}

export function count(items: { readonly length: number }): bigint {
  return BigInt(items.length);
}
