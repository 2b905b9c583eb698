import { mined } from "../../src/chain/send-transaction.ts";
import { InvalidInputError } from "../../src/primitives/errors.ts";
import { toHex32 } from "../../src/primitives/identifiers.ts";
import { openAccount } from "../open-deployment.ts";
import { runAction, type CommonArguments, type Outcome } from "../run-action.ts";
import { deleteStored, describeDeletion, makeDue, openJournal, wishFor } from "./delete-stored.ts";
import { describeSealed, discardSealed, sealExport, type SealOptions } from "./seal-export.ts";
import { signAs, type SigningOptions } from "./sign-only.ts";
import { explainStale, versionToReplace } from "./version-to-replace.ts";

type Arguments = CommonArguments & SealOptions & SigningOptions & Record<"id" | "expectedVersion" | "journal", string>;

/** `contribute update <id> <zip>`: puts another archive in the place of the current one, and deletes that. */
export default runAction(async (options: Arguments, hre): Promise<Outcome> => {
  const contributionId = toHex32(options.id);
  const warnings: string[] = [];
  const journal = openJournal(options.journal, (line) => warnings.push(line));
  const opened = await openAccount(hre, options.account);
  const expectedVersion = await versionToReplace(opened, contributionId, options.expectedVersion);
  const sealed = await sealExport(opened, options);
  const { ciphertextHash, uri } = sealed;
  const version = expectedVersion + 1;
  const wish = wishFor(opened, { contributionId, replacedBy: version }, options.store);
  if (options.signOnly !== "") {
    const message = { action: "update", contributionId, expectedVersion, ciphertextHash, uri } as const;
    const signed = await signAs(opened, options, message);
    await journal.write(wish);
    const later = "Earlier versions are still stored: once it is sent, `contribute remove --retry` deletes them.";
    const lines = [...describeSealed(sealed, options), ...signed.lines, ...warnings, later];
    return { lines, document: { ...sealed, ...signed.document } };
  }
  const { registry } = opened.collective;
  const send = () => mined(registry.update(contributionId, expectedVersion, ciphertextHash, uri));
  const { gasUsed } = await makeDue(journal, wish, send).catch(async (error: unknown) => {
    if (error instanceof InvalidInputError) await discardSealed(sealed, options);
    throw explainStale(error);
  });
  const { lines, document, isPending } = describeDeletion(await deleteStored(opened, wish, journal));
  return {
    lines: [
      `contribution  ${contributionId}`,
      `version       ${version}`,
      ...describeSealed(sealed, options),
      `gas           ${gasUsed}`,
      ...[...lines, ...warnings].map((line) => `before        ${line}`),
    ],
    document: { id: contributionId, version, ...sealed, ...document, gasUsed },
    isPending,
  };
});
