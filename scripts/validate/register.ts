import { readIdentityFile } from "../../src/access/read-identity-file.ts";
import { InvalidInputError } from "../../src/primitives/errors.ts";
import { formatGpt } from "../../src/primitives/format-gpt.ts";
import { readPublishedKeys, registerValidator } from "../../src/validator/register-validator.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { openValidator } from "./open-validator.ts";

type Arguments = CommonArguments & { identity: string; endpoint: string; dryRun: boolean; account: number };

/** `validate register`: publishes an admitted validator's keys and endpoint, pays its bond and takes its seat. */
export default runAction(async ({ identity, endpoint: given, dryRun, account }: Arguments, hre) => {
  const [path = ""] = (identity === "" ? (process.env.VALIDATOR_IDENTITY ?? "") : identity).split(",");
  if (path === "") {
    throw new InvalidInputError("VALIDATOR_NO_IDENTITY", "Expected the identity file that archives are sealed to.", {
      hint: "Make one with age-keygen, mode 600, and name it with --identity or VALIDATOR_IDENTITY.",
    });
  }
  const { recipient: ageRecipient } = await readIdentityFile(path.trim());
  const { collective, record, validator } = await openValidator(hre, account);
  // What is published stays, unless told otherwise.
  const endpoint = given === "" ? ((await readPublishedKeys(collective, record, validator))?.endpoint ?? "") : given;
  const steps = await registerValidator(collective, record, validator, { ageRecipient, endpoint }, dryRun);
  const done = (isNeeded: boolean): string => (isNeeded ? (dryRun ? "to be sent" : "sent") : "so already");
  return {
    lines: [
      `validator  ${validator}`,
      `keys       ${done(steps.keys)}: ${ageRecipient}`,
      `endpoint   ${done(steps.keys)}: ${endpoint === "" ? "none" : endpoint}`,
      `seat       ${done(steps.activation)}${steps.activation ? `, for ${formatGpt(steps.bondWei)} $GPT` : ""}`,
      ...(dryRun ? ["Nothing was sent."] : []),
    ],
    document: { validator, ageRecipient, endpoint, dryRun, ...steps },
  };
});
