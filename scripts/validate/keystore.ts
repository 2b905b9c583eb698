import { readFile } from "node:fs/promises";
import { accountOf, newAccount, openKeystore, writeKeystore } from "../../src/chain/keystore.ts";
import { InvalidInputError } from "../../src/primitives/errors.ts";
import { Secret } from "../../src/primitives/secret.ts";
import { writeSecretFile } from "../../src/storage/secret-file.ts";
import { readNewPassphrase, readPassphrase } from "../contribute/read-passphrase.ts";
import { runAction, type CommonArguments } from "../run-action.ts";

type Arguments = CommonArguments & { out: string; from: string; passphraseFile: string };

/**
 * `validate keystore --out <file>`: makes a keystore for a validator's account, of a new key or of another keystore whose
 * password is stretched too little (`--from`). geth and cast open it too.
 */
export default runAction(async ({ out, from, passphraseFile }: Arguments) => {
  if (out === "") {
    throw new InvalidInputError("SCRIPT_USAGE", "Expected --out, the file that receives the keystore.");
  }
  const isNew = from === "";
  const ask = isNew ? readNewPassphrase : readPassphrase;
  const password = new Secret(await ask(isNew ? "the new keystore" : "the keystore", passphraseFile));
  const account = isNew ? newAccount() : await openKeystore(await readFile(from, "utf8"), password, true);
  await writeSecretFile(out, await writeKeystore(accountOf(account.key), password));
  return {
    lines: [
      `account   ${account.address}`,
      `keystore  in ${out}, under ${isNew ? "your password" : "the same password"}`,
      "Whoever has file and password votes as this validator, and without either nobody does: keep copies apart.",
    ],
    document: { account: account.address },
  };
});
