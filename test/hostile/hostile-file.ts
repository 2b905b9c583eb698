/** How reading ends: a code of `EXPORT_*`, or read with these elements skipped and these irregularities repaired. */
export type Outcome =
  string | { readonly skipped: Readonly<Record<string, number>>; readonly repaired: Readonly<Record<string, number>> };

/** One file made to harm whoever reads it. */
export type HostileFile = {
  /** What it is, in the words of a test's title. */
  readonly name: string;
  readonly bytes: () => Uint8Array;
  readonly expected: Outcome;
  /** Read in a process of its own, so that the memory it takes is seen. */
  readonly isHeavy?: boolean;
};

/** Read without anything to skip or repair. */
export const read: Outcome = { skipped: {}, repaired: {} };

/** Read, with something skipped. */
export function skips(skipped: Record<string, number>): Outcome {
  return { skipped, repaired: {} };
}

/** Read, with something repaired. */
export function repairs(repaired: Record<string, number>): Outcome {
  return { skipped: {}, repaired };
}
