import { setTimeout } from "node:timers/promises";
import { blockAt } from "../../src/chain/finality.ts";
import { readStanding } from "../../src/chain/proposals/read-standing.ts";
import { titleOf } from "../../src/governance/find-proposal.ts";
import { nextStep } from "../../src/governance/next-step.ts";
import { formatMoment } from "../../src/primitives/time-words.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { openGovernance, proposalsOf } from "./open-governance.ts";

type Arguments = CommonArguments & { seconds: number; times: number };

/** `govern watch`: says whenever a proposal is made or goes on, until it is stopped or has looked so many times. */
export default runAction(async ({ seconds, times, json }: Arguments, hre) => {
  const opened = await openGovernance(hre, { json });
  const { collective, connection } = opened;
  const seen = new Map<bigint, string>();
  for (let look = 1; times === 0 || look <= times; look++) {
    if (look > 1) await setTimeout(1_000 * seconds);
    const block = await blockAt(connection.ethers.provider, "latest");
    for (const proposal of await proposalsOf({ ...opened, block })) {
      const standing = await readStanding(collective.governor, proposal.id, block.timestamp);
      if (seen.get(proposal.id) === standing.state) continue;
      seen.set(proposal.id, standing.state);
      const { number, id, description } = proposal;
      const event = { at: block.timestamp, number, id: String(id), state: standing.state, title: titleOf(description) };
      const words = `${formatMoment(event.at)}  ${number}  ${event.state.padEnd(9)}  ${event.title}`;
      process.stdout.write(`${json ? JSON.stringify(event) : `${words}\n      ${nextStep(standing, event.at)}`}\n`);
    }
  }
  return { lines: [], document: null, isPrinted: true };
});
