/** Where an axis ends, and the values that it names, from 0 on. */
export type Scale = { readonly top: number; readonly ticks: readonly number[] };

const STEPS = [1, 2, 5];
const MOST_TICKS = 5;

/** An axis of whole numbers from 0 to at least `most`, with at most five steps of 1, 2 or 5 times a power of ten. */
export function niceScale(most: number): Scale {
  for (let power = 1; ; power *= 10) {
    for (const factor of STEPS) {
      const step = factor * power;
      const count = Math.max(1, Math.ceil(most / step));
      if (count <= MOST_TICKS)
        return { top: count * step, ticks: Array.from({ length: count + 1 }, (_, at) => at * step) };
    }
  }
}
