import { mined } from "../../src/chain/send-transaction.ts";
import { toHex32 } from "../../src/primitives/identifiers.ts";
import { openDeployment } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";

/** `contribute remove <id>`: ends a contribution for ever. */
export default runAction(async ({ id, account }: CommonArguments & { id: string; account: number }, hre) => {
  const contributionId = toHex32(id);
  const { collective } = await openDeployment(hre, account);
  const { gasUsed } = await mined(collective.registry.remove(contributionId));
  return {
    lines: [
      `${contributionId} is removed: it will never be scored, granted or paid again.`,
      "Whoever already read it can not be made to forget it.",
    ],
    document: { id: contributionId, status: "removed", gasUsed },
  };
});
