import { rulesetHash as rulesetHashOf, rulesetV1 } from "../../src/scoring/ruleset.ts";
import { MIN_VALIDATORS } from "../config/bounds.ts";
import { eventsUntilHandOver } from "./hand-over.ts";
import { findingsOf, type Check, type Finding } from "./finding.ts";

const point = findingsOf(21);

/** Point 21, but for what it says of the access to the dataset. */
export async function scheduleFindings(check: Check): Promise<Finding[]> {
  return [...(await timeFindings(check)), ...(await bondFindings(check)), ...(await validatorFindings(check))];
}

async function timeFindings({ collective, config, connection }: Check): Promise<Finding[]> {
  const { schedule, reserve } = collective;
  const { genesis, epochLength, commitWindow, revealWindow, activationDelay } = await schedule.schedule();
  const { emissionBps, validatorShareBps, maxRewardPerUnit, rulesetHash } = await reserve.parametersOf(1);
  const { policy, rewards, schedule: wanted } = config;
  const first = (await connection.ethers.provider.getBlock(0))?.timestamp;
  return [
    point.equal(
      "epoch 1 begins at the configured time",
      config.genesis === "chain-genesis" ? first : config.genesis,
      genesis,
    ),
    point.equal(
      "the windows are the configured ones",
      [wanted.epochLength, wanted.commitWindow, wanted.revealWindow, wanted.activationDelay],
      [epochLength, commitWindow, revealWindow, activationDelay],
    ),
    point.holds(
      "a root waits at least as long as this network demands",
      activationDelay >= policy.minActivationDelay,
      activationDelay,
    ),
    point.equal(
      "the rewards of epoch 1 are the configured ones",
      [rewards.emissionBps, rewards.validatorShareBps, rewards.maxRewardPerUnit, rulesetHashOf(rulesetV1)],
      [emissionBps, validatorShareBps, maxRewardPerUnit, rulesetHash],
    ),
  ];
}

async function bondFindings({ collective, config }: Check): Promise<Finding[]> {
  const { timelock, schedule, governor, validators } = collective;
  const { commitWindow, revealWindow, activationDelay } = await schedule.schedule();
  const vote =
    (await governor.votingDelay()) +
    (await governor.votingPeriod()) +
    (await governor.lateQuorumVoteExtension()) +
    (await timelock.getMinDelay());
  const reach = commitWindow + revealWindow + activationDelay + vote;
  const unbonding = await validators.UNBONDING_DELAY();
  return [
    point.holds("a bond stays liable until a vote can reach it", unbonding > reach, `${unbonding}, a vote ${reach}`),
    point.equal("bonds are free after the configured time", config.validators.unbondingDelay, unbonding),
  ];
}

/** Who was admitted before the deployer left; validators admitted later were voted for. */
async function validatorFindings(check: Check): Promise<Finding[]> {
  const admissions = await eventsUntilHandOver(check, check.collective.validators, "ValidatorAdmitted");
  const admitted = admissions.map(({ args }) => String(args.validator).toLowerCase());
  const configured = check.config.validators.genesis.map(({ account }) => account);
  return [
    point.equal(
      "the deployment admitted the configured validators and nobody else",
      configured.toSorted().join(","),
      admitted.toSorted().join(","),
    ),
    point.holds(
      `at least ${MIN_VALIDATORS} validators were admitted`,
      admitted.length >= MIN_VALIDATORS,
      admitted.length,
    ),
  ];
}
