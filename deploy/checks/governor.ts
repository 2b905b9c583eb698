import { guardianProblem, readGuardian } from "../guardian.ts";
import { findingsOf, personOf, type Check, type Finding } from "./finding.ts";
import { delegates, earnedVotes, EPOCHS_TO_VOTES } from "./reachable.ts";

/** Points 15 to 18. */
export async function governorFindings(check: Check): Promise<Finding[]> {
  return [...(await settingFindings(check)), ...(await reachFindings(check)), ...(await guardianFindings(check))];
}

async function settingFindings({ collective, config }: Check): Promise<Finding[]> {
  const { governor } = collective;
  const { policy, governor: wanted } = config;
  const [votingDelay, votingPeriod] = [await governor.votingDelay(), await governor.votingPeriod()];
  const { capBps, shareBps, floor } = await governor.quorumParameters();
  const point = findingsOf(15);
  return [
    point.equal("the voting delay is the configured one", wanted.votingDelay, votingDelay),
    point.holds(
      "the voting delay is at least what this network demands",
      votingDelay >= policy.minVotingDelay,
      votingDelay,
    ),
    point.equal("the voting period is the configured one", wanted.votingPeriod, votingPeriod),
    point.holds(
      "the voting period is at least what this network demands",
      votingPeriod >= policy.minVotingPeriod,
      votingPeriod,
    ),
    point.equal(
      "the late-quorum extension is the configured one",
      wanted.lateQuorumExtension,
      await governor.lateQuorumVoteExtension(),
    ),
    point.equal(
      "the proposal threshold is the configured one",
      wanted.proposalThreshold,
      await governor.proposalThreshold(),
    ),
    point.equal(
      "the quorum is the configured one",
      [wanted.quorumCapBps, wanted.quorumShareBps, wanted.quorumFloor],
      [capBps, shareBps, floor],
    ),
  ];
}

/** A quorum or a threshold that nobody can reach would freeze everything that only a vote can change. */
async function reachFindings(check: Check): Promise<Finding[]> {
  const { collective, connection } = check;
  const { governor, reserve } = collective;
  const { emissionBps, validatorShareBps } = await reserve.parametersOf(1);
  const earned = earnedVotes(await reserve.remaining(), emissionBps, validatorShareBps);
  const now = (await connection.ethers.provider.getBlock("latest"))?.timestamp ?? 0;
  const voters = await delegates(check);
  const delegated = voters.reduce((sum, { votes }) => sum + votes, 0n);
  const largest = voters[0]?.votes ?? 0n;
  const quorum = await governor.quorum(now - 1);
  const threshold = await governor.proposalThreshold();
  const within = (votes: bigint) => (votes > earned ? votes : earned);
  const reach = `what is delegated, or what contributors can earn in ${EPOCHS_TO_VOTES} epochs`;
  return [
    findingsOf(16).holds(
      `the quorum is not above ${reach}`,
      quorum <= within(delegated),
      `${quorum} of ${within(delegated)}`,
    ),
    findingsOf(17).holds(
      `the threshold is not above what the largest delegate has, or what contributors can earn in ${EPOCHS_TO_VOTES} epochs`,
      threshold <= within(largest),
      `${threshold} of ${within(largest)}`,
    ),
  ];
}

async function guardianFindings({ collective, config, connection, record }: Check): Promise<Finding[]> {
  const { governor } = collective;
  const { provider } = connection.ethers;
  const point = findingsOf(18);
  const guardian = personOf(config.guardian, record);
  const now = (await provider.getBlock("latest"))?.timestamp ?? 0;
  const expiresAt = Number(await governor.guardianExpiresAt());
  const minimum = config.policy.minGuardianSignatures;
  const strength = "the guardian is a Safe that two or more must sign for";
  const problem = minimum > 0 ? guardianProblem(await readGuardian(connection, guardian), minimum) : undefined;
  return [
    point.equal("the governor's guardian is the configured one", guardian, await governor.proposalGuardian()),
    point.holds("the guardian's term has not ended", now < expiresAt, new Date(expiresAt * 1_000).toISOString()),
    minimum === 0
      ? point.notHere(strength, `a ${config.kind} network may have a guardian without code`)
      : point.holds(strength, problem === undefined, problem ?? guardian),
  ];
}
