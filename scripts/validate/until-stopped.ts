/** What still runs when a program is told to end is given so long, in milliseconds; all of it may be interrupted anywhere. */
export const GRACE_MS = 3_000;

const LAST_MS = 1_000;

/** Waits until this program is asked to end, by `kill` or by Ctrl-C. A second time it ends at once. */
export async function untilStopped(): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      process.once(signal, () => {
        resolve();
      });
    }
  });
}

/** Ends this program a little after its grace, whatever keeps it: a question to a store may wait for minutes. */
export function endSoon(): void {
  setTimeout(() => process.exit(), GRACE_MS + LAST_MS).unref();
}
