import { readValidatorStatus } from "../../src/chain/validator-status.ts";
import { toAddress } from "../../src/primitives/identifiers.ts";
import { nextDuty } from "../../src/validator/next-duty.ts";
import { readEpochView } from "../../src/validator/read-epoch-view.ts";
import { openAccount } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";

/** `validate status`: what a validator has to do next about the oldest unsettled epoch. */
export default runAction(async ({ account }: CommonArguments & { account: number }, hre) => {
  const { collective, signer } = await openAccount(hre, account);
  const validator = toAddress(signer.address);
  const status = await readValidatorStatus(collective.validators, validator);
  const { epoch, view } = await readEpochView(collective, validator);
  const duty = nextDuty(view);
  const until =
    duty.kind === "wait" && duty.until !== null ? ` for ${duty.until - view.now} s of the chain's clock` : "";
  return {
    lines: [
      `validator  ${validator}, ${status}`,
      ...(status === "admitted" ? ["first      npx hardhat validate activate, to take part"] : []),
      `epoch      ${epoch}, ${view.filesRevealed} score files revealed`,
      `next       ${duty.kind}${until}`,
    ],
    document: { validator, status, epoch, duty },
  };
});
