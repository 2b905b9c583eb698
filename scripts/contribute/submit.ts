import { mined } from "../../src/chain/send-transaction.ts";
import { InvalidInputError } from "../../src/primitives/errors.ts";
import { toAddress } from "../../src/primitives/identifiers.ts";
import { openAccount } from "../open-deployment.ts";
import { runAction, type CommonArguments, type Outcome } from "../run-action.ts";
import { readPurposes } from "./purposes.ts";
import { describeSealed, discardSealed, sealExport, type SealOptions } from "./seal-export.ts";
import { signAs, type SigningOptions } from "./sign-only.ts";

type Arguments = CommonArguments & SealOptions & SigningOptions & { readonly purposes: string };

/** `contribute submit <zip>`: encrypts an archive on this machine, stores it and registers it. */
export default runAction(async (options: Arguments, hre): Promise<Outcome> => {
  const consentMask = readPurposes(options.purposes);
  const opened = await openAccount(hre, options.account);
  const owner = toAddress(opened.signer.address);
  const { registry } = opened.collective;
  const sealed = await sealExport(opened, options);
  const { ciphertextHash, uri } = sealed;
  if (options.signOnly !== "") {
    const signed = await signAs(opened, options, { action: "contribute", owner, ciphertextHash, consentMask, uri });
    return {
      lines: [...describeSealed(sealed, options), ...signed.lines],
      document: { ...sealed, ...signed.document },
    };
  }
  const index = await registry.contributionCount(owner);
  const { gasUsed } = await mined(registry.contribute(ciphertextHash, consentMask, uri)).catch(
    async (error: unknown) => {
      if (error instanceof InvalidInputError) await discardSealed(sealed, options);
      throw error;
    },
  );
  const id = await registry.contributionIdOf(owner, index);
  return {
    lines: [
      `contribution  ${id}`,
      `owner         ${owner}`,
      ...describeSealed(sealed, options),
      `gas           ${gasUsed}`,
    ],
    document: { id, owner, ...sealed, consentMask, gasUsed },
  };
});
