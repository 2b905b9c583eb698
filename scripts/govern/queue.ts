import { titleOf } from "../../src/governance/find-proposal.ts";
import { formatMomentFrom } from "../../src/primitives/time-words.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { openProposal, openVoter } from "./open-governance.ts";
import { sendOrRehearse, sentLine } from "./send-or-rehearse.ts";

type Arguments = CommonArguments & { id: string; account: number; dryRun: boolean };

/** `govern queue <id>`: hands a proposal that passed over to the timelock; anybody may. */
export default runAction(async ({ id, account, dryRun, json }: Arguments, hre) => {
  const opened = await openVoter(hre, { account, json });
  const { governor } = opened.collective;
  const { proposal, standing } = await openProposal(opened, id);
  const queue = governor["queue(uint256)"];
  const sent = await sendOrRehearse(
    { estimate: () => queue.estimateGas(proposal.id), send: () => queue(proposal.id) },
    dryRun,
    { standing, now: opened.block.timestamp },
  );
  const eta = Number(await governor.proposalEta(proposal.id));
  return {
    lines: [
      `${dryRun ? "would queue" : "queued"}  ${proposal.number}, ${titleOf(proposal.description)}`,
      ...(eta === 0 ? [] : [`can be executed from  ${formatMomentFrom(opened.block.timestamp, eta)}`]),
      sentLine(sent),
    ],
    document: { id: proposal.id, eta, ...sent },
  };
});
