import type { DeploymentConfig } from "./deployment-config.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const GPT = 10n ** 18n;

/** The rules of every public network; who takes part stands in `<network>.participants.json`. */
export const testnet: Omit<DeploymentConfig, "network" | "chainId" | "genesis" | "guardian" | "foundation" | "team"> = {
  schedule: { epochLength: 7 * DAY, commitWindow: DAY, revealWindow: DAY, activationDelay: DAY },
  timelockDelay: 2 * DAY,
  governor: {
    votingDelay: DAY,
    votingPeriod: 5 * DAY,
    proposalThreshold: 10_000n * GPT,
    lateQuorumExtension: 2 * DAY,
    quorumCapBps: 400,
    quorumShareBps: 3_000,
    quorumFloor: 100_000n * GPT,
  },
  validators: { bond: 0n, unbondingDelay: 14 * DAY, genesis: [] },
  rewards: { emissionBps: 50, validatorShareBps: 1_000, maxRewardPerUnit: GPT },
  policy: { minActivationDelay: DAY, minTimelockDelay: 2 * DAY, finality: "tag" },
};
