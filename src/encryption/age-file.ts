import { Decrypter, Encrypter } from "age-encryption";
import { byteStream, readBytes } from "../primitives/byte-stream.ts";
import { concatBytes } from "../primitives/bytes.ts";
import { CollectiveError, InvalidInputError } from "../primitives/errors.ts";
import type { AgeIdentity } from "./age-identity.ts";
import { pulledStream } from "./metered-stream.ts";

/** A header this long holds some 160 recipients; ours hold one. The library itself would read without end. */
const MAX_HEADER_SIZE = 16 * 1024;

const X25519_RECIPIENT = /^age1[02-9ac-hj-np-z]{58}$/;
const HYBRID_RECIPIENT = /^age1pq1[02-9ac-hj-np-z]{100,2041}$/;

/** Whether `recipient` is spelled like a key we encrypt to: X25519 (`age1…`) or hybrid post-quantum (`age1pq1…`). */
export function looksLikeRecipient(recipient: string): boolean {
  return X25519_RECIPIENT.test(recipient) || HYBRID_RECIPIENT.test(recipient);
}

/** Whether `recipient` is spelled like a key and its Bech32 checksum holds, which no single mistyped letter survives. */
export function hasRecipientChecksum(recipient: string): boolean {
  if (!looksLikeRecipient(recipient)) return false;
  try {
    encrypterTo(recipient);
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether something can really be encrypted to `recipient`: the checksum holds and the key is a usable curve point.
 * A registered key is only text to the chain, so ask this of each before sealing; one bad key must not stop everybody.
 */
export async function isUsableRecipient(recipient: string): Promise<boolean> {
  if (!looksLikeRecipient(recipient)) return false;
  try {
    await encrypterTo(recipient).encrypt(new Uint8Array(0));
    return true;
  } catch {
    return false;
  }
}

/**
 * Encrypts `plaintext` as an age v1 file (C2SP `age.md`): fresh file key and nonce for each call, ChaCha20-Poly1305 in
 * chunks of 64 KiB. Failures of `plaintext` come through unchanged.
 *
 * @param recipient - One that {@link isUsableRecipient} accepts.
 */
export async function encryptStream(
  plaintext: ReadableStream<Uint8Array>,
  recipient: string,
): Promise<ReadableStream<Uint8Array>> {
  return encrypterTo(recipient).encrypt(plaintext);
}

/** Encrypts a short text as an age v1 file; see {@link encryptStream}. */
export async function encryptText(plaintext: string, recipient: string): Promise<Uint8Array> {
  return encrypterTo(recipient).encrypt(plaintext);
}

/**
 * Decrypts an age v1 file. Each piece is authentic when it comes out, but only the orderly end of the stream says that
 * nothing was cut off.
 *
 * @throws Anything the library throws, on the promise or on the stream: map it with {@link decryptionFailure}.
 */
export async function decryptStream(
  ciphertext: ReadableStream<Uint8Array>,
  identity: AgeIdentity,
): Promise<ReadableStream<Uint8Array>> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity.reveal());
  decrypter.addIdentity({ unwrapFileKey: notARecipient });
  return decrypter.decrypt(await limitHeader(ciphertext));
}

/**
 * Decrypts a short age v1 file that holds UTF-8 text.
 *
 * @param maxSize - In bytes, of the plaintext.
 * @throws {InvalidInputError} `ENCRYPTION_NOT_A_RECIPIENT` when `identity` opens none of the file's key slots,
 * `ENCRYPTION_CORRUPT` for every other failure.
 */
export async function decryptText(ciphertext: Uint8Array, identity: AgeIdentity, maxSize: number): Promise<string> {
  try {
    const plaintext = await readBytes(await decryptStream(byteStream(ciphertext), identity), maxSize);
    return new TextDecoder("utf-8", { fatal: true }).decode(plaintext);
  } catch (error) {
    throw isNotARecipient(error) ? error : decryptionFailure();
  }
}

/**
 * The one error for bytes that do not open. Which check failed is not said, in text, cause or context: a stranger who
 * sends altered files must not learn from the answers. (That a key is not among the recipients is public anyway.)
 */
export function decryptionFailure(): InvalidInputError {
  return new InvalidInputError("ENCRYPTION_CORRUPT", "Expected an intact age file that this key opens.", {
    hint: "Fetch the file again; if it still does not open, its author has to publish it again.",
  });
}

function isNotARecipient(error: unknown): boolean {
  return error instanceof CollectiveError && error.code === "ENCRYPTION_NOT_A_RECIPIENT";
}

/** Stands after the real identity in the library's list, so that it is asked only when that one matched nothing. */
function notARecipient(): never {
  throw new InvalidInputError("ENCRYPTION_NOT_A_RECIPIENT", "Expected a file that is encrypted to this key.", {
    hint: "Use the key that the file was encrypted to.",
  });
}

function encrypterTo(recipient: string): Encrypter {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter;
}

/** Passes `ciphertext` on once the end of its header is in sight; without it a hostile header would fill the memory. */
async function limitHeader(ciphertext: ReadableStream<Uint8Array>): Promise<ReadableStream<Uint8Array>> {
  const reader = ciphertext.getReader();
  let head: Uint8Array | undefined = new Uint8Array(0);
  while (!endsHeader(head)) {
    const { done, value } = await reader.read();
    if (done) break;
    head = concatBytes(head, value);
  }
  const next = async (): Promise<Uint8Array | undefined> => {
    const piece = head ?? (await reader.read()).value;
    head = undefined;
    return piece;
  };
  return pulledStream(next, (reason) => reader.cancel(reason));
}

function endsHeader(head: Uint8Array): boolean {
  const text = new TextDecoder("latin1").decode(head.subarray(0, MAX_HEADER_SIZE));
  const macLine = text.indexOf("\n--- ");
  if (macLine >= 0 && text.includes("\n", macLine + 1)) return true;
  if (head.length >= MAX_HEADER_SIZE) throw decryptionFailure();
  return false;
}
