/** The day ChatGPT opened, 2022-11-30 00:00:00 UTC, in Unix seconds: nothing can be older. */
export const LAUNCHED_AT = 1_669_766_400;
/** Clocks and time zones may differ by this many seconds. */
export const CLOCK_TOLERANCE_SECONDS = 86_400;

/** The whole seconds of `time` when it lies between the launch and one day after `submittedAt`, otherwise `null`. */
export function plausibleTime(time: number | null, submittedAt: number): number | null {
  if (time === null || !(time >= LAUNCHED_AT && time < submittedAt + CLOCK_TOLERANCE_SECONDS + 1)) return null;
  return Math.floor(time);
}
