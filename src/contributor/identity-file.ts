import { identityFromSeed, parseIdentity, type AgeIdentity, type IdentityKind } from "../encryption/age-identity.ts";
import { isSealed, MAX_IDENTITY_FILE_SIZE, openIdentity, sealIdentity } from "../encryption/identity-file.ts";
import { readSecretFile, writeSecretFile } from "../storage/secret-file.ts";

/** A recovery identity to draw, and where it goes. */
export type NewIdentityFile = {
  readonly path: string;
  readonly kind: IdentityKind;
  readonly passphrase: string;
  /** Gives that many fresh random bytes. */
  readonly randomBytes: (length: number) => Uint8Array;
};

/**
 * Draws an identity and writes it to a new file under a passphrase, for its owner only.
 *
 * @throws {InvalidInputError} `ENCRYPTION_SHORT_PASSPHRASE`, and the codes of {@link writeSecretFile}.
 */
export async function makeIdentityFile(request: NewIdentityFile): Promise<AgeIdentity> {
  const { path, kind, passphrase, randomBytes } = request;
  const identity = await identityFromSeed(randomBytes(32), kind);
  await writeSecretFile(path, await sealIdentity(identity, passphrase));
  return identity;
}

/**
 * Reads an identity file, of ours or of the stock program. Only for one that is under a passphrase is that asked for.
 *
 * @throws {InvalidInputError} the codes of {@link readSecretFile}, {@link openIdentity} and {@link parseIdentity}; failures
 * of `askPassphrase` come through unchanged.
 */
export async function openIdentityFile(path: string, askPassphrase: () => Promise<string>): Promise<AgeIdentity> {
  const file = await readSecretFile(path, MAX_IDENTITY_FILE_SIZE);
  return isSealed(file) ? openIdentity(file, await askPassphrase()) : parseIdentity(new TextDecoder().decode(file));
}
