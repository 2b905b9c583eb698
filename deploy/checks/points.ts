/** What a deployment must be, point by point; `deploy:check` names each by its number. */
export const points = {
  1: "the record is of this chain, and each recorded transaction succeeded where it says",
  2: "every contract runs the compiled code, and the record has its hash",
  3: "every contract was given the right others",
  4: "only the governor proposes to the timelock",
  5: "only the governor cancels in the timelock",
  6: "only the governor executes through the timelock",
  7: "only the timelock administers the timelock",
  8: "the timelock waits as long as configured, within its bounds and as this network demands",
  9: "only the timelock is ADMIN, and the deployer kept no role",
  10: "every other role has the configured members, who act at once",
  11: "every restricted function belongs to its role, and none to everybody",
  12: "every target is open and administered without delay",
  13: "every target obeys the manager",
  14: "the governor counts $GPT by one clock and acts through the timelock",
  15: "the governor's settings are the configured ones and what this network demands",
  16: "the quorum can be reached",
  17: "somebody can reach the proposal threshold",
  18: "the guardian is the configured one, in office, and as strong as this network demands",
  19: "the supply was split as published and the deployer kept nothing of it",
  20: "the foundation's and the team's shares are locked on the published terms",
  21: "schedule, rewards, bonds, access and first validators are the configured ones, and nothing else was decided",
  22: "nothing can be exchanged behind its address",
  23: "a proposal can be made, passed, queued and executed",
  24: "the sources are published on the explorer",
} as const;

/** The number of a point. */
export type Point = keyof typeof points;

/** All numbers in order. */
export const pointNumbers = Object.keys(points).map(Number) as readonly Point[];
