import { armor, Decrypter, Encrypter, type Stanza } from "age-encryption";
import { CollectiveError, InvalidInputError } from "../primitives/errors.ts";
import { parseIdentity, type AgeIdentity } from "./age-identity.ts";

/** scrypt with N = 2^18, r = 8, p = 1: what the stock program takes too. About a second, and 256 MB of memory. */
const WORK_FACTOR = 18;

/** Five words from a list, or so. */
const MIN_PASSPHRASE_LENGTH = 12;

/** A hybrid key with its recipient has about 2,100 bytes; armor and comments of other programs have room. */
export const MAX_IDENTITY_FILE_SIZE = 16 * 1024;

const WEAK = "ENCRYPTION_WEAK_IDENTITY_FILE";
const ARMOR_LINE = "-----BEGIN AGE ENCRYPTED FILE-----";
const MAGIC = "age-encryption.org/";

/**
 * Writes a key as an identity file under a passphrase: an age file in armor, so that it can be printed. The stock program
 * opens it by `age -d`, and takes it as it is for `age -d -i`.
 *
 * @throws {InvalidInputError} `ENCRYPTION_SHORT_PASSPHRASE` below 12 characters.
 */
export async function sealIdentity(identity: AgeIdentity, passphrase: string): Promise<string> {
  if (Array.from(passphrase).length < MIN_PASSPHRASE_LENGTH) {
    throw new InvalidInputError("ENCRYPTION_SHORT_PASSPHRASE", "Expected a passphrase of 12 characters or more.", {
      hint: "Take five random words: whoever finds the file can try passphrases as long as they like.",
    });
  }
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(WORK_FACTOR);
  const text = `# public key: ${identity.recipient}\n${identity.reveal()}\n`;
  return armor.encode(await encrypter.encrypt(text));
}

/** Whether a file is encrypted, rather than an identity in plain text. */
export function isSealed(file: Uint8Array): boolean {
  const text = latin1(file);
  return text.startsWith(MAGIC) || text.trimStart().startsWith(ARMOR_LINE);
}

/**
 * Opens what {@link sealIdentity} or `age -p` made, in armor or not.
 *
 * @throws {InvalidInputError} `ENCRYPTION_WEAK_IDENTITY_FILE` when its passphrase is stretched by less than 2^18, which is
 * told before anything is tried; `ENCRYPTION_IDENTITY_LOCKED` for every other failure, the wrong passphrase included.
 */
export async function openIdentity(file: Uint8Array, passphrase: string): Promise<AgeIdentity> {
  const decrypter = new Decrypter();
  decrypter.addIdentity({
    unwrapFileKey(stanzas) {
      if (stanzas.some(isWeakStanza)) throw weakFile();
      return null;
    },
  });
  decrypter.addPassphrase(passphrase);
  try {
    if (file.length > MAX_IDENTITY_FILE_SIZE) throw lockedFile();
    return await parseIdentity(await decrypter.decrypt(withoutArmor(file), "text"));
  } catch (error) {
    // The errors of the library may quote what was read.
    throw error instanceof CollectiveError && error.code === WEAK ? error : lockedFile();
  }
}

function isWeakStanza({ args: [type, , workFactor = ""] }: Stanza): boolean {
  return type === "scrypt" && /^[1-9][0-9]?$/.test(workFactor) && Number(workFactor) < WORK_FACTOR;
}

function withoutArmor(file: Uint8Array): Uint8Array {
  const text = latin1(file);
  return text.startsWith(MAGIC) ? file : armor.decode(text);
}

function latin1(file: Uint8Array): string {
  return new TextDecoder("latin1").decode(file);
}

function weakFile(): InvalidInputError {
  return new InvalidInputError(
    WEAK,
    "Expected a passphrase that is stretched by scrypt with a work factor of 18 or more.",
    { hint: "Open it with the age program, encrypt the key again with age -p, and delete the weak file." },
  );
}

function lockedFile(): InvalidInputError {
  return new InvalidInputError("ENCRYPTION_IDENTITY_LOCKED", "Expected an identity file that this passphrase opens.", {
    hint: "Check the passphrase, and that the file is complete.",
  });
}
