import { formatGpt } from "../../src/primitives/format-gpt.ts";
import { formatMomentFrom, formatSpan } from "../../src/primitives/time-words.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { openGovernance } from "./open-governance.ts";

/** `govern params`: what a vote could change, and what it is now. */
export default runAction(async (given: CommonArguments, hre) => {
  const { collective, block } = await openGovernance(hre, given);
  const { governor, timelock, access, reserve, validators, schedule } = collective;
  const quorum = await governor.quorumParameters();
  const rewards = await reserve.parametersOf((await schedule.currentEpoch()) + 1n);
  const document = {
    votingDelay: Number(await governor.votingDelay()),
    votingPeriod: Number(await governor.votingPeriod()),
    lateQuorumExtension: Number(await governor.lateQuorumVoteExtension()),
    timelockDelay: Number(await timelock.getMinDelay()),
    proposalThreshold: await governor.proposalThreshold(),
    quorumCapBps: Number(quorum.capBps),
    quorumShareBps: Number(quorum.shareBps),
    quorumFloor: quorum.floor,
    guardian: await governor.proposalGuardian(),
    guardianExpiresAt: Number(await governor.guardianExpiresAt()),
    coolingOff: Number(await access.coolingOff()),
    anonymityFloor: Number(await access.anonymityFloor()),
    bond: await validators.bondRequired(),
    emissionBps: Number(rewards.emissionBps),
    validatorShareBps: Number(rewards.validatorShareBps),
    maxRewardPerUnit: rewards.maxRewardPerUnit,
    rulesetHash: rewards.rulesetHash,
  };
  const percent = (bps: number) => `${bps / 100} %`;
  const rows: readonly (readonly [string, string])[] = [
    ["voting opens after", formatSpan(document.votingDelay)],
    ["votes last", formatSpan(document.votingPeriod)],
    ["late quorum adds", formatSpan(document.lateQuorumExtension)],
    ["queued waits", formatSpan(document.timelockDelay)],
    ["proposing needs", `${formatGpt(document.proposalThreshold)} GPT of votes`],
    [
      "quorum",
      `${percent(document.quorumShareBps)} of delegated votes, at least ${formatGpt(document.quorumFloor)} GPT, ` +
        `at most ${percent(document.quorumCapBps)} of the supply`,
    ],
    ["guardian", document.guardian],
    ["guardian's term", formatMomentFrom(block.timestamp, document.guardianExpiresAt)],
    ["cooling off", formatSpan(document.coolingOff)],
    ["contributors needed", String(document.anonymityFloor)],
    ["validator's bond", `${formatGpt(document.bond)} GPT`],
    ["emission per epoch", percent(document.emissionBps)],
    ["validators' share", percent(document.validatorShareBps)],
    ["most per unit", `${formatGpt(document.maxRewardPerUnit)} GPT`],
    ["ruleset", document.rulesetHash],
  ];
  return { lines: rows.map(([name, value]) => `${name.padEnd(20)}  ${value}`), document };
});
