import { InvariantError } from "../../src/primitives/errors.ts";
import { mined } from "../../src/chain/send-transaction.ts";
import type { Account, World } from "./world.ts";
import type { Contributor } from "./contributors.ts";

/** How a proposal ended, and what it changed. */
export type Decision = {
  readonly proposalId: bigint;
  readonly state: string;
  readonly emissionBpsBefore: number;
  readonly emissionBpsAfter: number;
};

const states = ["Pending", "Active", "Canceled", "Defeated", "Succeeded", "Queued", "Expired", "Executed"] as const;
const SUCCEEDED = 4n;
const FOR = 1;
const USUAL_EMISSION_BPS = 50;
const RAISED_EMISSION_BPS = 75;

/**
 * The first contributor proposes another emission (75 basis points, or 50 again), every contributor votes for it, and the timelock carries it out.
 * Parameters never change a running epoch, so the new value is that of the next one.
 */
export async function decideEmission(
  world: World,
  voters: readonly Contributor[],
  earlierVoters: readonly Account[],
): Promise<Decision> {
  const { collective, record } = world;
  const { governor, reserve, schedule } = collective;
  const proposer = voters[0];
  if (proposer === undefined)
    throw new InvariantError("STORY_NOBODY_VOTES", "Expected somebody who was paid and delegated.");
  // Votes count from the second after they were delegated.
  await world.warpTo(((await world.ethers.provider.getBlock("latest"))?.timestamp ?? 0) + 2);
  const nextEpoch = (await schedule.currentEpoch()) + 1n;
  const { validatorShareBps, maxRewardPerUnit, rulesetHash, ...now } = await parametersOf(world, nextEpoch);
  const emissionBps = now.emissionBps === USUAL_EMISSION_BPS ? RAISED_EMISSION_BPS : USUAL_EMISSION_BPS;

  const call = reserve.interface.encodeFunctionData("setParameters", [
    { emissionBps, validatorShareBps, maxRewardPerUnit, rulesetHash },
  ]);
  const description = `Set the emission to ${emissionBps} basis points per epoch #proposer=${proposer.address}`;
  const actions = [[record.contracts.reserve], [0n], [call]] as const;
  await mined(as(world, proposer.account).propose([...actions[0]], [...actions[1]], [...actions[2]], description));
  const proposalId = await governor.getProposalId(
    [...actions[0]],
    [...actions[1]],
    [...actions[2]],
    world.ethers.id(description),
  );

  await world.warpTo((await governor.proposalSnapshot(proposalId)) + 1n);
  for (const account of [...voters.map((voter) => voter.account), ...earlierVoters]) {
    await mined(as(world, account).castVote(proposalId, FOR));
  }
  await world.warpTo((await governor.proposalDeadline(proposalId)) + 1n);
  if ((await governor.state(proposalId)) !== SUCCEEDED) {
    throw new InvariantError("STORY_VOTE_LOST", "The proposal did not win: too few of the delegated votes took part.");
  }
  await mined(as(world, world.stranger)["queue(uint256)"](proposalId));
  await world.warpTo(await governor.proposalEta(proposalId));
  await mined(as(world, world.stranger)["execute(uint256)"](proposalId));

  const after = await parametersOf(world, (await schedule.currentEpoch()) + 1n);
  return {
    proposalId,
    state: states[Number(await governor.state(proposalId))] ?? "unknown",
    emissionBpsBefore: now.emissionBps,
    emissionBpsAfter: after.emissionBps,
  };
}

function as(world: World, account: Account) {
  return world.as(account).governor;
}

async function parametersOf({ collective }: World, epoch: bigint) {
  const { emissionBps, validatorShareBps, maxRewardPerUnit, rulesetHash } =
    await collective.reserve.parametersOf(epoch);
  return { emissionBps: Number(emissionBps), validatorShareBps, maxRewardPerUnit, rulesetHash };
}
