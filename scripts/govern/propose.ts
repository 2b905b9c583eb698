import { proposalIdOf, toArrays, withProposer } from "../../src/chain/proposals/proposal-calls.ts";
import { loadProposal } from "../../src/governance/load-proposal.ts";
import { toAddress } from "../../src/primitives/identifiers.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { openVoter } from "./open-governance.ts";
import { sendOrRehearse, sentLine } from "./send-or-rehearse.ts";

type Arguments = CommonArguments & { folder: string; account: number; dryRun: boolean };

/** `govern propose <folder>`: puts a reviewed proposal to the vote, marked as this account's so that nobody can take it. */
export default runAction(async ({ folder, account, dryRun, json }: Arguments, hre) => {
  const { collective, record, signer } = await openVoter(hre, { account, json });
  const { calls, description, title } = await loadProposal(folder, record);
  const whole = withProposer(description, toAddress(signer.address));
  const id = proposalIdOf(calls, whole);
  const { propose } = collective.governor;
  const sent = await sendOrRehearse(
    {
      estimate: () => propose.estimateGas(...toArrays(calls), whole),
      send: () => propose(...toArrays(calls), whole),
    },
    dryRun,
  );
  return {
    lines: [
      `${dryRun ? "would propose" : "proposed"}  ${title}, ${calls.length} ${calls.length === 1 ? "call" : "calls"}`,
      "id",
      `  ${id}`,
      sentLine(sent),
      ...(dryRun ? [] : ["Look at it before voting: npx hardhat govern simulate <number> (npx hardhat govern list)."]),
    ],
    document: { id, folder, title, proposer: signer.address, ...sent },
  };
});
