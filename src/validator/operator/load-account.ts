import { accountOf, openKeystore, statedAddress, type KeyedAccount } from "../../chain/keystore.ts";
import { InvalidInputError } from "../../primitives/errors.ts";
import type { Address } from "../../primitives/identifiers.ts";
import { Secret } from "../../primitives/secret.ts";
import { readSecretFile } from "../../storage/secret-file.ts";

/** Where the key of a validator's account is. */
export type AccountSource =
  | { readonly keystore: string; readonly passwordFile: string }
  /** For development: a key in the environment is seen by whoever sees the process. */
  | { readonly privateKey: Secret };

const MAX_KEYSTORE_SIZE = 16 * 1024;
const MAX_PASSWORD_SIZE = 1_024;

/**
 * Loads the account that a validator signs with.
 *
 * @param expected - the account that it has to be; any when undefined.
 * @throws {InvalidInputError} `VALIDATOR_OTHER_ACCOUNT` when it is another, `VALIDATOR_WRONG_PASSWORD`; `CHAIN_BAD_KEYSTORE`,
 * `CHAIN_WEAK_KEYSTORE`, `CHAIN_BAD_PRIVATE_KEY`; `STORAGE_LOOSE_PERMISSIONS` and the others of {@link readSecretFile}.
 */
export async function loadAccount(source: AccountSource, expected?: Address): Promise<KeyedAccount> {
  if ("privateKey" in source) return expectAccount(accountOf(source.privateKey), expected);
  const json = await readText(source.keystore, MAX_KEYSTORE_SIZE);
  const password = await readPassword(source.passwordFile);
  try {
    const account = await openKeystore(json, password);
    // A file that says another account than it holds was put together by somebody.
    return expectAccount(expectAccount(account, statedAddress(json)), expected);
  } catch (error) {
    if (!(error instanceof InvalidInputError) || error.code !== "CHAIN_WRONG_PASSWORD") throw error;
    throw new InvalidInputError("VALIDATOR_WRONG_PASSWORD", error.message, { ...(error.hint && { hint: error.hint }) });
  }
}

/** The account that a keystore says that it holds, without its password; undefined when it does not say. */
export async function peekAccount(keystore: string): Promise<Address | undefined> {
  return statedAddress(await readText(keystore, MAX_KEYSTORE_SIZE));
}

/**
 * The first line of a file that only its owner may read, without the line break.
 *
 * @throws {InvalidInputError} `VALIDATOR_NO_PASSWORD` when it is empty; what {@link readSecretFile} throws.
 */
export async function readPassword(path: string): Promise<Secret> {
  const [line = ""] = (await readText(path, MAX_PASSWORD_SIZE)).split(/\r?\n/, 1);
  if (line !== "") return new Secret(line);
  throw new InvalidInputError("VALIDATOR_NO_PASSWORD", "Expected a password in the first line of its file.");
}

async function readText(path: string, maxSize: number): Promise<string> {
  return new TextDecoder().decode(await readSecretFile(path, maxSize));
}

function expectAccount(account: KeyedAccount, expected: Address | undefined): KeyedAccount {
  if (expected === undefined || account.address === expected) return account;
  throw new InvalidInputError(
    "VALIDATOR_OTHER_ACCOUNT",
    `Expected the key of ${expected}, got the key of ${account.address}.`,
    { hint: "Check VALIDATOR_KEYSTORE and VALIDATOR_ADDRESS; the keystore may have been replaced." },
  );
}
