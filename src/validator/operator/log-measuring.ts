import { CollectiveError } from "../../primitives/errors.ts";
import type { MeasureJobOf } from "../database/measure-queue.ts";
import type { NodeLog } from "./node-log.ts";

/** How many jobs ended how, since this process began. */
export type MeasuringCounts = { readonly measured: number; readonly refused: number; readonly failed: number };

/** Work of a scorer that is watched. */
export type WatchedMeasuring = { readonly measure: MeasureJobOf; readonly counts: () => MeasuringCounts };

/** Failures in a row after which it is rather this machine than the archives. */
const ALERT_AFTER = 3;

/** Writes a line for each archive that is measured, or that could not be; with every third failure in a row an alert. */
export function logMeasuring(measure: MeasureJobOf, log: Pick<NodeLog, "line">, now: () => number): WatchedMeasuring {
  const counts = { measured: 0, refused: 0, failed: 0 };
  let inARow = 0;

  function failed(code: string): void {
    counts.failed++;
    if (++inARow % ALERT_AFTER === 0) log.line("error", "alert", { code, failures: inARow });
  }

  return {
    counts: () => ({ ...counts }),
    measure: async (job, signal) => {
      const { contribution, version } = job;
      const begun = now();
      const about = (): object => ({ contribution, version, ms: now() - begun });
      try {
        const result = await measure(job, signal);
        counts[result.kind]++;
        inARow = 0;
        log.line("info", "archive scored", { ...about(), ...(result.kind === "refused" && { code: result.reason }) });
        return result;
      } catch (error) {
        const code = error instanceof CollectiveError ? error.code : "VALIDATOR_UNEXPECTED";
        // What was broken off because this process ends is no failure.
        if (!signal.aborted) {
          log.line("warn", "archive failed", { ...about(), code });
          failed(code);
        }
        throw error;
      }
    },
  };
}
