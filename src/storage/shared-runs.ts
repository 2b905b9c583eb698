/**
 * Gives a function that resolves once a run of `action` has succeeded that began after the call. Calls that come while
 * one is running share the next, so that many at once cost two runs.
 */
export function sharedRuns(action: () => Promise<void>): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<void> | undefined;
  return () => {
    next ??= running.then(() => {
      next = undefined;
      const run = action();
      running = run.catch(() => undefined);
      return run;
    });
    return next;
  };
}
