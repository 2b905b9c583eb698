import { rulesetHash as rulesetHashOf, rulesetV1 } from "../../src/scoring/ruleset.ts";
import { eventsOf, finding, personOf, type Check, type Finding } from "./finding.ts";

const GPT = 10n ** 18n;
const NOBODY = `0x${"0".repeat(40)}`;

/** Whether times, votes, rewards and the first owners of $GPT are what the configuration says. */
export async function parameterFindings(check: Check): Promise<Finding[]> {
  return [
    ...(await scheduleFindings(check)),
    ...(await governorFindings(check)),
    ...(await supplyFindings(check)),
    ...(await vestingFindings(check)),
  ];
}

async function scheduleFindings({ collective, config, connection }: Check): Promise<Finding[]> {
  const { timelock, schedule, reserve } = collective;
  const { genesis, epochLength, commitWindow, revealWindow, activationDelay } = await schedule.schedule();
  const { emissionBps, validatorShareBps, maxRewardPerUnit, rulesetHash } = await reserve.parametersOf(1);
  const { policy, rewards } = config;
  const first = (await connection.ethers.provider.getBlock(0))?.timestamp;
  const delay = await timelock.getMinDelay();
  return [
    finding("the timelock waits at least as long as this network demands", true, delay >= policy.minTimelockDelay),
    finding(
      "a root waits at least as long as this network demands",
      true,
      activationDelay >= policy.minActivationDelay,
    ),
    finding(
      "epoch 1 begins at the configured time",
      config.genesis === "chain-genesis" ? first : config.genesis,
      genesis,
    ),
    finding(
      "the windows are the configured ones",
      [
        config.schedule.epochLength,
        config.schedule.commitWindow,
        config.schedule.revealWindow,
        config.schedule.activationDelay,
      ],
      [epochLength, commitWindow, revealWindow, activationDelay],
    ),
    finding(
      "the rewards of epoch 1 are the configured ones",
      [rewards.emissionBps, rewards.validatorShareBps, rewards.maxRewardPerUnit, rulesetHashOf(rulesetV1)],
      [emissionBps, validatorShareBps, maxRewardPerUnit, rulesetHash],
    ),
  ];
}

async function governorFindings({ collective, config, connection }: Check): Promise<Finding[]> {
  const { timelock, schedule, governor, validators } = collective;
  const { commitWindow, revealWindow, activationDelay } = await schedule.schedule();
  const [votingDelay, votingPeriod] = [await governor.votingDelay(), await governor.votingPeriod()];
  const extension = await governor.lateQuorumVoteExtension();
  const { capBps, shareBps, floor } = await governor.quorumParameters();
  const vote = votingDelay + votingPeriod + extension + (await timelock.getMinDelay());
  const reach = commitWindow + revealWindow + activationDelay + vote;
  const wanted = config.governor;
  return [
    finding("a bond stays liable until a vote can reach it", true, (await validators.UNBONDING_DELAY()) > reach),
    finding(
      "the governor's guardian is the configured one",
      await personOf(connection, config.guardian),
      await governor.proposalGuardian(),
    ),
    finding("the voting period is the configured one", wanted.votingPeriod, votingPeriod),
    finding("the voting delay is the configured one", wanted.votingDelay, votingDelay),
    finding("the late-quorum extension is the configured one", wanted.lateQuorumExtension, extension),
    finding(
      "the proposal threshold is the configured one",
      wanted.proposalThreshold,
      await governor.proposalThreshold(),
    ),
    finding(
      "the quorum is the configured one",
      [wanted.quorumCapBps, wanted.quorumShareBps, wanted.quorumFloor],
      [capBps, shareBps, floor],
    ),
  ];
}

async function supplyFindings({ collective, record, connection }: Check): Promise<Finding[]> {
  const { token, reserve, distributor } = collective;
  const [deployer] = await connection.ethers.getSigners();
  const minted = await eventsOf(token, token.filters.Transfer(NOBODY), record);
  const treasury = minted.filter(({ args }) => String(args.to).toLowerCase() === record.contracts.timelock);
  const [remaining, released] = [await reserve.remaining(), await distributor.totalCumulative()];
  const inReserve = await token.balanceOf(record.contracts.reserve);
  const kept = released > 0n ? 0n : await token.balanceOf(deployer?.address ?? "");
  return [
    finding("exactly 100,000,000 $GPT exist", 100_000_000n * GPT, await token.totalSupply()),
    finding("the reserve was given the contributors' 60 %", true, remaining + released >= 60_000_000n * GPT),
    finding("the reserve holds what it counts", true, inReserve >= remaining),
    finding("the treasury's 18 % were the timelock's", 18_000_000n * GPT, treasury.at(0)?.args.value),
    finding("the deployer kept no $GPT", 0n, kept),
  ];
}

async function vestingFindings({ collective, connection, config }: Check): Promise<Finding[]> {
  const { token, schedule, foundationVesting, teamVesting } = collective;
  const { genesis } = await schedule.schedule();
  const findings = [];
  for (const [name, wallet, percent, person] of [
    ["foundation", foundationVesting, 14n, config.foundation],
    ["team", teamVesting, 8n, config.team],
  ] as const) {
    // What was released already was locked too; what strangers add changes nothing.
    const given = (await token.balanceOf(wallet)) + (await wallet["released(address)"](token));
    const [opensAt, endsAt] = [genesis + (await wallet.CLIFF_SECONDS()), genesis + (await wallet.DURATION_SECONDS())];
    findings.push(
      finding(`the ${name}'s ${percent} % are locked`, true, given >= percent * 1_000_000n * GPT),
      finding(`${name}Vesting pays the configured account`, await personOf(connection, person), await wallet.owner()),
      finding(
        `${name}Vesting opens six months after epoch 1 begins, and fully after two years`,
        [genesis, opensAt, endsAt],
        [await wallet.start(), await wallet.cliff(), await wallet.end()],
      ),
    );
  }
  return findings;
}
