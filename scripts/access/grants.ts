import { showAmount } from "../../deploy/config/fields.ts";
import { finalizedBlock } from "../../src/chain/finality.ts";
import { openDeployment } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { listGrants, showMoment } from "./list-grants.ts";

/** `access grants`: every grant that a vote created, and where it stands at the last final block. */
export default runAction(async (_: CommonArguments, hre) => {
  const { collective, record, connection } = await openDeployment(hre);
  const block = await finalizedBlock(connection.ethers.provider, record.finality);
  const grants = await listGrants(collective, record.deployedAtBlock, block);
  const lines = grants.flatMap(({ id, status, grantee, purposeName, toolName, priceWei, startsAt, expiresAt }) => [
    `grant ${id}  ${status}  ${purposeName} with ${toolName}, ${showAmount(priceWei)}`,
    `         ${grantee}, from ${showMoment(startsAt)} until ${showMoment(expiresAt)}`,
  ]);
  return { lines: lines.length > 0 ? lines : ["No vote has created a grant yet."], document: { block, grants } };
});
