const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const GPT = 10n ** 18n;

/** Both ends are allowed. */
export type Bounds<T> = readonly [minimum: T, maximum: T];

/**
 * The contracts' own bounds, so that a wrong value is refused before anything is sent. `test/deploy/bounds.test.ts`
 * compares each with the contract that enforces it.
 */
export const bounds = {
  epochLength: [MINUTE, 30 * DAY],
  commitWindow: [10, 3 * DAY],
  revealWindow: [10, 3 * DAY],
  activationDelay: [10, 2 * DAY],
  /** The lower end is ours: a timelock that does not wait is none. The upper end is the longest delay ever in force. */
  timelockDelay: [MINUTE, 30 * DAY],
  votingDelay: [0, 7 * DAY],
  votingPeriod: [HOUR, 14 * DAY],
  lateQuorumExtension: [0, 14 * DAY],
  unbondingDelay: [MINUTE, 90 * DAY],
  proposalThreshold: [1_000n * GPT, 1_000_000n * GPT],
  quorumFloor: [10_000n * GPT, 5_000_000n * GPT],
  quorumCapBps: [100, 2_000],
  quorumShareBps: [500, 5_000],
  bond: [0n, 1_000_000n * GPT],
  emissionBps: [1, 500],
  validatorShareBps: [0, 2_000],
  maxRewardPerUnit: [1n, 100_000_000n * GPT],
  coolingOff: [MINUTE, 30 * DAY],
  anonymityFloor: [2, 1_000_000],
} as const satisfies Record<string, Bounds<number> | Bounds<bigint>>;

/** How far in the future epoch 1 may begin when the schedule is deployed, in seconds. */
export const MAX_GENESIS_DELAY = 30 * DAY;

/** With fewer validators no root can be agreed on; more than {@link MAX_VALIDATORS} cannot be active. */
export const MIN_VALIDATORS = 4;

/** Most validators that can be active at once. */
export const MAX_VALIDATORS = 64;
