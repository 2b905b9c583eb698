/** What is known of a node's life. Moments in milliseconds of the clock of its events. */
export type Vitals = {
  readonly startedAt: number;
  /** The last look that succeeded; null before the first. */
  readonly lastLookAt: number | null;
  /** The duty that runs, and since when; scoring may take hours, and nothing is looked at meanwhile. */
  readonly running: { readonly duty: string; readonly since: number } | null;
  /** Why the node ended. */
  readonly halted: string | null;
  /** Why the last look failed; null when it did not. */
  readonly blindedBy: string | null;
};

/** How long a healthy node may be silent, in milliseconds. */
export type Patience = { readonly lookMs: number; readonly dutyMs: number };

/** Whether a node is well, and why not. */
export type Health = {
  readonly isWell: boolean;
  readonly reason: "looking" | "performing" | "starting" | "halted" | "blind" | "stuck";
  readonly code: string | null;
  readonly duty: string | null;
  readonly lastLookSeconds: number | null;
};

/** Three looks missed and a little, but not before a minute; six hours for one duty. */
export function patienceFor(pollMs: number): Patience {
  return { lookMs: Math.max(60_000, 3 * pollMs + 10_000), dutyMs: 6 * 3_600_000 };
}

/** Judges a node: well is one that looked a moment ago, or that has not worked on one duty for too long. */
export function healthOf(vitals: Vitals, now: number, patience: Patience): Health {
  const { startedAt, lastLookAt, running, halted, blindedBy } = vitals;
  const about = {
    duty: running?.duty ?? null,
    lastLookSeconds: lastLookAt === null ? null : Math.max(0, Math.round((now - lastLookAt) / 1_000)),
  };
  if (halted !== null) return { isWell: false, reason: "halted", code: halted, ...about };
  if (running !== null) {
    const isWell = now - running.since <= patience.dutyMs;
    return { isWell, reason: isWell ? "performing" : "stuck", code: null, ...about };
  }
  if (now - (lastLookAt ?? startedAt) > patience.lookMs)
    return { isWell: false, reason: "blind", code: blindedBy, ...about };
  // A node that has seen nothing yet cannot be called well, however young it is.
  return {
    isWell: lastLookAt !== null,
    reason: lastLookAt === null ? "starting" : "looking",
    code: blindedBy,
    ...about,
  };
}
