import { formatGpt } from "../../src/primitives/format-gpt.ts";
import { InvalidInputError } from "../../src/primitives/errors.ts";
import { account as accountField } from "../../deploy/config/fields.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { openVoter } from "./open-governance.ts";
import { sendOrRehearse, sentLine } from "./send-or-rehearse.ts";

type Arguments = CommonArguments & { to: string; account: number; dryRun: boolean };

/** `govern delegate [account]`: lets an account vote with one's $GPT, from the next second on; oneself unless told. */
export default runAction(async ({ to, account, dryRun, json }: Arguments, hre) => {
  const { collective, signer } = await openVoter(hre, { account, json });
  const delegate = to === "" || to === "self" ? signer.address : readAccount(to);
  const { token } = collective;
  const balance = await token.balanceOf(signer.address);
  const sent = await sendOrRehearse(
    { estimate: () => token.delegate.estimateGas(delegate), send: () => token.delegate(delegate) },
    dryRun,
  );
  return {
    lines: [
      `${dryRun ? "would delegate" : "delegated"}  ${formatGpt(balance)} GPT`,
      `  of ${signer.address}`,
      `  to ${delegate}`,
      "It counts in votes that open from the next second on, and follows the balance.",
      sentLine(sent),
    ],
    document: { from: signer.address, to: delegate, balance, ...sent },
  };
});

function readAccount(text: string): string {
  const { data, error } = accountField().safeParse(text);
  if (data !== undefined) return data;
  throw new InvalidInputError("SCRIPT_USAGE", `to: ${error.issues[0]?.message ?? "cannot be used"}`);
}
