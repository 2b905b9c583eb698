import { InvalidInputError } from "../../primitives/errors.ts";
import { readSecretFile } from "../../storage/secret-file.ts";

const MAX_SIZE = 128;

/**
 * Reads the key that validators share for fingerprints (docs/decisions/0009): 32 hexadecimal digits in a file of its own.
 *
 * @returns 16 bytes.
 * @throws {InvalidInputError} `VALIDATOR_BAD_FINGERPRINT_KEY`; `STORAGE_LOOSE_PERMISSIONS` and the others of
 * {@link readSecretFile}.
 */
export async function readFingerprintKey(path: string): Promise<Uint8Array> {
  const text = new TextDecoder().decode(await readSecretFile(path, MAX_SIZE)).trim();
  if (/^[0-9a-f]{32}$/i.test(text)) return Uint8Array.from(Buffer.from(text, "hex"));
  throw new InvalidInputError("VALIDATOR_BAD_FINGERPRINT_KEY", "Expected 32 hexadecimal digits in the key file.", {
    hint: "Take the file from another validator: all of them have the same key.",
  });
}
