import { formatGpt } from "../../src/primitives/format-gpt.ts";
import { toAddress } from "../../src/primitives/identifiers.ts";
import { activateValidator } from "../../src/validator/activate-validator.ts";
import { openAccount } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";

/** `validate activate`: takes the seat of an admitted validator, with its bond. */
export default runAction(async ({ account }: CommonArguments & { account: number }, hre) => {
  const { collective, signer } = await openAccount(hre, account);
  const validator = toAddress(signer.address);
  const bondWei = await activateValidator(collective, validator);
  return {
    lines: [
      `validator  ${validator}, active${bondWei === null ? " before" : ""}`,
      ...(bondWei === null ? [] : [`bond       ${formatGpt(bondWei)} $GPT taken`]),
    ],
    document: { validator, status: "active", sent: bondWei !== null, bondWei },
  };
});
