import { toAddress } from "../../src/primitives/identifiers.ts";
import { nextDuty } from "../../src/validator/next-duty.ts";
import { readEpochView } from "../../src/validator/read-epoch-view.ts";
import { openAccount } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";

const statuses = ["unknown", "admitted", "active", "leaving", "removed"] as const;

/** `validate status`: what a validator has to do next about the oldest unsettled epoch. */
export default runAction(async ({ account }: CommonArguments & { account: number }, hre) => {
  const { collective, signer } = await openAccount(hre, account);
  const validator = toAddress(signer.address);
  const status = statuses[Number(await collective.validators.statusOf(validator))] ?? "unknown";
  const { epoch, view } = await readEpochView(collective, validator);
  const duty = nextDuty(view);
  const until =
    duty.kind === "wait" && duty.until !== null ? ` for ${duty.until - view.now} s of the chain's clock` : "";
  return {
    lines: [
      `validator  ${validator}, ${status}`,
      `epoch      ${epoch}, ${view.filesRevealed} score files revealed`,
      `next       ${duty.kind}${until}`,
    ],
    document: { validator, status, epoch, duty },
  };
});
