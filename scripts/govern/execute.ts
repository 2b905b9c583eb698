import { readTargetCode } from "../../src/chain/proposals/read-target-code.ts";
import { titleOf } from "../../src/governance/find-proposal.ts";
import { changedSince } from "../../src/governance/simulation/find-dangers.ts";
import { InvalidInputError } from "../../src/primitives/errors.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { openProposal, openVoter } from "./open-governance.ts";
import { sendOrRehearse, sentLine } from "./send-or-rehearse.ts";

type Arguments = CommonArguments & { id: string; account: number; dryRun: boolean };

/** `govern execute <id>`: lets the timelock do what was decided; anybody may. Not with other code than was voted on. */
export default runAction(async ({ id, account, dryRun, json }: Arguments, hre) => {
  const opened = await openVoter(hre, { account, json });
  const { collective, connection, record, block } = opened;
  const { proposal, standing } = await openProposal(opened, id);
  const code = await readTargetCode(connection.ethers.provider, record, proposal.calls, proposal.proposedAtBlock);
  const other = code.find((target) => changedSince(target) !== null);
  if (other !== undefined) {
    throw new InvalidInputError(
      "GOVERNANCE_CODE_CHANGED",
      `The code at ${other.address} is another one than ${changedSince(other) ?? ""}.`,
      { hint: "What was voted on is not what would run. Ask the guardian to cancel it: npx hardhat govern cancel." },
    );
  }
  const execute = collective.governor["execute(uint256)"];
  const sent = await sendOrRehearse(
    { estimate: () => execute.estimateGas(proposal.id), send: () => execute(proposal.id) },
    dryRun,
    { standing, now: block.timestamp },
  );
  return {
    lines: [
      `${dryRun ? "would execute" : "executed"}  ${proposal.number}, ${titleOf(proposal.description)}`,
      sentLine(sent),
    ],
    document: { id: proposal.id, ...sent },
  };
});
