import { readStanding } from "../../src/chain/proposals/read-standing.ts";
import { titleOf } from "../../src/governance/find-proposal.ts";
import { nextStep } from "../../src/governance/next-step.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { wrap } from "./wrap.ts";
import { openGovernance, proposalsOf } from "./open-governance.ts";

/** `govern list`: every proposal, the newest first, and what happens with it next. */
export default runAction(async (given: CommonArguments, hre) => {
  const opened = await openGovernance(hre, given);
  const { collective, block } = opened;
  const listed = [];
  for (const { number, id, proposer, description, calls } of (await proposalsOf(opened)).toReversed()) {
    const standing = await readStanding(collective.governor, id, block.timestamp);
    listed.push({ number, id, title: titleOf(description), proposer, calls: calls.length, ...standing });
  }
  return {
    lines:
      listed.length === 0
        ? ["Nobody has proposed anything yet."]
        : listed.flatMap((each) => [
            ...wrap(`${String(each.number).padStart(4)}  ${each.state.padEnd(9)}  ${each.title}`, 17),
            ...wrap(`      ${nextStep(each, block.timestamp)}`, 6),
          ]),
    document: listed,
  };
});
