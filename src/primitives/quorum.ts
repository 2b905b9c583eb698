/** Fewer validators cannot outvote a dishonest one (`Quorum.MIN_VALIDATORS`). */
export const MIN_VALIDATORS = 4;

/** Q = ⌊2N / 3⌋ + 1: how many of `active` validators decide (`Quorum.required`). */
export function quorumOf(active: number): number {
  return Math.floor((2 * active) / 3) + 1;
}
