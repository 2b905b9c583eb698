import { byteStream, readBytes } from "../primitives/byte-stream.ts";
import { encrypterTo, makeHeader, openHeader, takeHeader } from "./age-header.ts";
import type { AgeIdentity } from "./age-identity.ts";
import { openChunks, sealChunks } from "./chunk-stream.ts";
import { decryptionFailure } from "./decryption-failure.ts";
import { PieceReader } from "./piece-reader.ts";

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
 * Encrypts `plaintext` as an age v1 file (C2SP `age.md`): fresh file key and nonce for each call, drawn inside, and
 * ChaCha20-Poly1305 in chunks of 64 KiB. Failures of `plaintext` come through unchanged.
 *
 * @param recipient - One that {@link isUsableRecipient} accepts.
 */
export async function encryptStream(
  plaintext: ReadableStream<Uint8Array>,
  recipient: string,
): Promise<ReadableStream<Uint8Array>> {
  const { header, fileKey } = await makeHeader(recipient);
  return sealChunks(header, fileKey, new PieceReader(plaintext));
}

/** Encrypts a short text as an age v1 file; see {@link encryptStream}. */
export async function encryptText(plaintext: string, recipient: string): Promise<Uint8Array> {
  const source = byteStream(new TextEncoder().encode(plaintext));
  return readBytes(await encryptStream(source, recipient), Infinity);
}

/**
 * Decrypts an age v1 file. Each piece is authentic when it comes out, but only the orderly end of the stream says that
 * nothing was cut off.
 *
 * @throws {InvalidInputError} `ENCRYPTION_CORRUPT` for a file that does not open, on the promise or on the stream; and
 * what `ciphertext` fails with.
 */
export async function decryptStream(
  ciphertext: ReadableStream<Uint8Array>,
  identity: AgeIdentity,
): Promise<ReadableStream<Uint8Array>> {
  const source = new PieceReader(ciphertext);
  return openChunks(await openHeader(await takeHeader(source), identity), source);
}

/**
 * Decrypts a short age v1 file that holds UTF-8 text.
 *
 * @param maxSize - In bytes, of the plaintext.
 * @throws {InvalidInputError} `ENCRYPTION_CORRUPT` for every failure.
 */
export async function decryptText(ciphertext: Uint8Array, identity: AgeIdentity, maxSize: number): Promise<string> {
  try {
    const plaintext = await readBytes(await decryptStream(byteStream(ciphertext), identity), maxSize);
    return new TextDecoder("utf-8", { fatal: true }).decode(plaintext);
  } catch {
    throw decryptionFailure();
  }
}
