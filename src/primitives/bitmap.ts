/** The numbers of the bits that are set in `bitmap`, which is not negative; ascending. */
export function bitsOf(bitmap: bigint): number[] {
  const bits = [];
  for (let bit = 0; bitmap >> BigInt(bit) > 0n; bit++) if (hasBit(bitmap, bit)) bits.push(bit);
  return bits;
}

/** Whether bit number `bit` of `bitmap` is set. */
export function hasBit(bitmap: bigint, bit: number): boolean {
  return ((bitmap >> BigInt(bit)) & 1n) === 1n;
}
