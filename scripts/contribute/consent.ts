import { mined } from "../../src/chain/send-transaction.ts";
import { InvalidInputError } from "../../src/primitives/errors.ts";
import { toHex32 } from "../../src/primitives/identifiers.ts";
import { openAccount } from "../open-deployment.ts";
import { runAction, type CommonArguments, type Outcome } from "../run-action.ts";
import { purposeNames, purposesOf, readPurposes } from "./purposes.ts";
import { signOnly, type SigningOptions } from "./sign-only.ts";

type Arguments = CommonArguments & SigningOptions & Record<"id" | "purposes", string>;

/** `contribute consent <id> --purposes …`: states what a contribution may be used for from now on, and nothing else. */
export default runAction(async (options: Arguments, hre): Promise<Outcome> => {
  const contributionId = toHex32(options.id);
  if (options.purposes === "") {
    throw new InvalidInputError("SCRIPT_USAGE", "Expected --purposes: what may be done with it from now on.", {
      hint: `Give none, or some of: ${purposeNames.join(", ")}.`,
    });
  }
  const consentMask = readPurposes(options.purposes);
  const message = { action: "set-consent", contributionId, consentMask } as const;
  if (options.signOnly !== "") return signOnly(hre, options, message);
  const { collective } = await openAccount(hre, options.account);
  const before = await collective.registry.contributionOf(contributionId);
  const { gasUsed } = await mined(collective.registry.setConsent(contributionId, consentMask));
  const [was, now] = [purposesOf(Number(before.consentMask)), purposesOf(consentMask)];
  return {
    lines: [
      `contribution  ${contributionId}`,
      `purposes      ${now.join(", ") || "none"}; before: ${was.join(", ") || "none"}`,
      "Requests of yours that were signed and not yet sent are void.",
      `gas           ${gasUsed}`,
    ],
    document: { id: contributionId, consentMask, purposes: now, before: was, gasUsed },
  };
});
