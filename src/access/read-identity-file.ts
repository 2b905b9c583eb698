import { parseIdentity, type AgeIdentity } from "../encryption/age-identity.ts";
import { isSealed, MAX_IDENTITY_FILE_SIZE } from "../encryption/identity-file.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import { readSecretFile } from "../storage/secret-file.ts";

/**
 * Reads the one key of an age identity file, as `age-keygen` writes it, that only its owner may read.
 *
 * @throws {InvalidInputError} `ACCESS_IDENTITY_SEALED` when it is under a passphrase; `STORAGE_LOOSE_PERMISSIONS` and the
 * others of {@link readSecretFile}; `ENCRYPTION_INVALID_IDENTITY`.
 */
export async function readIdentityFile(path: string): Promise<AgeIdentity> {
  const bytes = await readSecretFile(path, MAX_IDENTITY_FILE_SIZE);
  if (isSealed(bytes)) {
    throw new InvalidInputError("ACCESS_IDENTITY_SEALED", "Expected an identity file that is not under a passphrase.", {
      hint: "A program that runs by itself cannot be asked for one: open it by age -d into a file of mode 0600.",
    });
  }
  return parseIdentity(new TextDecoder().decode(bytes));
}
