import { Decrypter, Encrypter } from "age-encryption";
import { concatBytes } from "../primitives/bytes.ts";
import type { AgeIdentity } from "./age-identity.ts";
import { decryptionFailure } from "./decryption-failure.ts";
import type { PieceReader } from "./piece-reader.ts";

/** A header this long holds some 160 recipients; ours hold one. The library itself would read without end. */
const MAX_HEADER_SIZE = 16 * 1024;

/** What the library writes behind the header of an empty file: the nonce of its payload, and the tag of its only chunk. */
const EMPTY_PAYLOAD_SIZE = 16 + 16;

/** The header of a new file, and the key that it wraps. The key stays inside of this module (`.dependency-cruiser.cjs`). */
export type NewHeader = { readonly header: Uint8Array; readonly fileKey: Uint8Array };

/**
 * Draws a file key and writes the header that wraps it for `recipient`: all of it the library's work, by encrypting
 * nothing and leaving out the payload.
 *
 * @throws Whatever the library throws for a recipient that nothing can be encrypted to.
 */
export async function makeHeader(recipient: string): Promise<NewHeader> {
  let fileKey = new Uint8Array(0);
  const encrypter = encrypterTo(recipient);
  encrypter.addRecipient({
    wrapFileKey(drawn) {
      fileKey = drawn.slice();
      return [];
    },
  });
  const file = await encrypter.encrypt(new Uint8Array(0));
  return { header: file.subarray(0, file.length - EMPTY_PAYLOAD_SIZE), fileKey };
}

/**
 * Gives the file key of a header that has a stanza for `identity` and an intact MAC.
 *
 * @throws {InvalidInputError} `ENCRYPTION_CORRUPT` when it does not.
 */
export async function openHeader(header: Uint8Array, identity: AgeIdentity): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity.reveal());
  try {
    return await decrypter.decryptHeader(header);
  } catch {
    throw decryptionFailure();
  }
}

/**
 * Takes the header off the beginning of a file, up to the end of the line of its MAC.
 *
 * @throws {InvalidInputError} `ENCRYPTION_CORRUPT` when there is none within 16 KiB; and what `source` fails with.
 */
export async function takeHeader(source: PieceReader): Promise<Uint8Array> {
  let head: Uint8Array = new Uint8Array(0);
  for (;;) {
    const piece = await source.piece();
    head = concatBytes(head, piece);
    const end = endOfHeader(head);
    if (end !== undefined) {
      source.unread(head.subarray(end));
      return head.subarray(0, end);
    }
    if (piece.length === 0 || head.length >= MAX_HEADER_SIZE) throw decryptionFailure();
  }
}

/** Refuses what is not spelled like a recipient, or with a wrong checksum, by whatever the library throws. */
export function encrypterTo(recipient: string): Encrypter {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter;
}

/** Where the header ends. Only its last line can begin with three hyphens: the others hold base64, or begin with "->". */
function endOfHeader(head: Uint8Array): number | undefined {
  const text = new TextDecoder("latin1").decode(head.subarray(0, MAX_HEADER_SIZE));
  const macLine = text.indexOf("\n--- ");
  const end = macLine < 0 ? -1 : text.indexOf("\n", macLine + 1);
  return end < 0 ? undefined : end + 1;
}
