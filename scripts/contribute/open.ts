import { openOwnContribution } from "../../src/contributor/open-own-contribution.ts";
import { recoverArchiveKey } from "../../src/contributor/recover-archive-key.ts";
import { sealIdentity } from "../../src/encryption/identity-file.ts";
import { InvalidInputError } from "../../src/primitives/errors.ts";
import { writeSecretFile } from "../../src/storage/secret-file.ts";
import { writeNewFile } from "../../src/storage/write-new-file.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { findOwnContribution, type OwnArguments } from "./find-own-contribution.ts";
import { readNewPassphrase } from "./read-passphrase.ts";

type Arguments = CommonArguments & OwnArguments & { out: string; key: string };

/** `contribute open <id>`: gets a contribution of one's own back, with the wallet or with a recovery identity. */
export default runAction(async ({ out, key, ...given }: Arguments, hre) => {
  if (out === "" && key === "") {
    throw new InvalidInputError("SCRIPT_USAGE", "Expected --out for the archive, or --key for its key.", {
      hint: "Name a file that is not there yet.",
    });
  }
  const own = await findOwnContribution(given, hre);
  const size = out === "" ? null : await writeNewFile(out, await openOwnContribution(own));
  if (key !== "") {
    const archiveKey = await recoverArchiveKey(own);
    const passphrase = await readNewPassphrase("the archive's key", given.passphraseFile);
    await writeSecretFile(key, await sealIdentity(archiveKey, passphrase));
  }
  return {
    lines: [
      ...(size === null ? [] : [`archive  ${size} bytes in ${out}`]),
      ...(key === ""
        ? []
        : [`key      in ${key}, under your passphrase: age -d -i ${key} opens the encrypted archive`]),
    ],
    document: { id: given.id, ciphertextHash: own.ciphertextHash, size, key: key === "" ? null : key },
  };
});
