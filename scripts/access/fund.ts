import { showAmount, showDuration } from "../../deploy/config/fields.ts";
import { fundGrant } from "../../src/access/fund-grant.ts";
import { toAddress } from "../../src/primitives/identifiers.ts";
import { openAccount } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { readGrantNumber } from "./grant-number.ts";

type Arguments = CommonArguments & { id: string; account: number; dryRun: boolean };

/** `access fund <id>`: pays the price of a grant to the contributors; anybody may. */
export default runAction(async ({ id, account, dryRun }: Arguments, hre) => {
  const grantId = readGrantNumber(id);
  const { collective, record, signer } = await openAccount(hre, account);
  const payer = toAddress(signer.address);
  const funded = await fundGrant({ collective, record, grantId, payer, isRehearsal: dryRun });
  const { sent, coolsForSeconds, priceWei, balanceWei } = funded;
  return {
    lines: [
      `${sent ? "paid" : "would pay"}  ${showAmount(priceWei)} for grant ${grantId}, of the ${showAmount(balanceWei)} of ${payer}`,
      ...(coolsForSeconds === 0
        ? []
        : [
            `The cooling-off period goes on for ${showDuration(coolsForSeconds)}: owners may still narrow what it reaches,`,
            "and what is paid is not given back. It can be paid until the grant expires.",
          ]),
    ],
    document: { grantId, payer, priceWei, balanceWei, coolsForSeconds, sent },
  };
});
