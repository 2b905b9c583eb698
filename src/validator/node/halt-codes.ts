/** How a program ends that must not be started again before somebody has looked. systemd's unit names it. */
export const HALTED = 4;

const LOCK_LOST = "VALIDATOR_DATABASE_LOCK_LOST";

const HALTING: ReadonlySet<string> = new Set([
  "CHAIN_FINAL_BLOCK_REPLACED",
  "CHAIN_WRONG_CHAIN",
  "CHAIN_WRONG_CODE",
  "CHAIN_WRONG_GENESIS",
  "VALIDATOR_DATABASE_CORRUPT",
  "VALIDATOR_DATABASE_LOCKED",
  LOCK_LOST,
  "VALIDATOR_HISTORY_MISSING",
  "VALIDATOR_KEY_USED_ELSEWHERE",
  "VALIDATOR_OTHER_HISTORY",
]);

/** Whether nothing may be stated any more after a failure: what the node builds on does not hold. */
export function isHalting(code: string): boolean {
  return HALTING.has(code);
}

/**
 * How the program ends after a halt, or a start that failed for such a reason; undefined for every other failure.
 *
 * A lock that was lost is the one reason that a new start may find gone: it takes the lock again, or finds it taken.
 */
export function haltExitCode(code: string): typeof HALTED | 3 | undefined {
  if (!isHalting(code)) return undefined;
  return code === LOCK_LOST ? 3 : HALTED;
}
