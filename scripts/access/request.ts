import { showAmount, showDuration } from "../../deploy/config/fields.ts";
import { draftGrant } from "../../src/access/draft-grant.ts";
import { saveProposal } from "../../src/governance/save-proposal.ts";
import { openDeployment } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { describeRequest } from "./describe-request.ts";
import { readRequestOptions, type RequestArguments } from "./request-options.ts";

/** `access request`: writes a proposal for a grant into a folder of its own. Sends nothing. */
export default runAction(async (given: CommonArguments & RequestArguments & { out: string }, hre) => {
  const { title, request, policy } = await readRequestOptions(given);
  const deployment = await openDeployment(hre);
  const draft = await draftGrant(deployment, request);
  const { chainId } = deployment.record;
  const { actions, tool, coolingOffSeconds } = draft;
  const description = describeRequest(title, draft, policy);
  const folder = await saveProposal(given.out, { chainId, title, actions, description }, [policy]);
  return {
    lines: [
      `proposal  ${folder}`,
      ...actions.map(({ target, function: name }) => `calls     ${target}.${name}`),
      `tool      ${tool.name}, ${tool.id}${tool.isNew ? ", to be approved" : ""}`,
      `price     ${showAmount(request.priceWei)} for ${showDuration(request.durationSeconds)}`,
      `usable    ${showDuration(coolingOffSeconds)} after the vote is carried out, once it is paid`,
      "Nothing was sent. Write the reasons into proposal.md; whoever proposes it adds #proposer=<account> at its end.",
    ],
    document: { folder, actions, toolId: tool.id, policyHash: request.policyHash },
  };
});
