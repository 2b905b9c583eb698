import { descriptionHashOf, toArrays } from "../../src/chain/proposals/proposal-calls.ts";
import { titleOf } from "../../src/governance/find-proposal.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { openProposal, openVoter } from "./open-governance.ts";
import { sendOrRehearse, sentLine } from "./send-or-rehearse.ts";

type Arguments = CommonArguments & { id: string; account: number; dryRun: boolean };

/** `govern cancel <id>`: ends a proposal for good, if this account may. */
export default runAction(async ({ id, account, dryRun, json }: Arguments, hre) => {
  const opened = await openVoter(hre, { account, json });
  const { proposal, standing } = await openProposal(opened, id);
  const cancel = opened.collective.governor["cancel(address[],uint256[],bytes[],bytes32)"];
  const given = [...toArrays(proposal.calls), descriptionHashOf(proposal.description)] as const;
  const sent = await sendOrRehearse(
    { estimate: () => cancel.estimateGas(...given), send: () => cancel(...given) },
    dryRun,
    { standing, now: opened.block.timestamp },
  );
  return {
    lines: [
      `${dryRun ? "would cancel" : "cancelled"}  ${proposal.number}, ${titleOf(proposal.description)}`,
      sentLine(sent),
    ],
    document: { id: proposal.id, ...sent },
  };
});
