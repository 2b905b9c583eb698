import { decryptStream, encryptStream } from "../../../src/encryption/age-file.ts";
import { parseIdentity } from "../../../src/encryption/age-identity.ts";
import { openIdentity, sealIdentity } from "../../../src/encryption/identity-file.ts";
import { byteStream } from "../../../src/primitives/byte-stream.ts";
import { base64ToBytes } from "../../../src/primitives/bytes.ts";
import { CollectiveError } from "../../../src/primitives/errors.ts";
import { createSha256 } from "../../../src/primitives/hash.ts";

/** Encrypts bytes to a recipient; everything in and out in base64. */
export async function sealHere(plaintext: string, recipient: string): Promise<string> {
  const stream = await encryptStream(byteStream(base64ToBytes(plaintext)), recipient);
  return toBase64(new Uint8Array(await new Response(stream).arrayBuffer()));
}

/** Opens a file: size and hash of what came out, and the code of what it ended with, as JSON. */
export async function openHere(file: string, secret: string): Promise<string> {
  const hash = createSha256();
  let [size, code] = [0, ""];
  try {
    const reader = (await decryptStream(byteStream(base64ToBytes(file)), await parseIdentity(secret))).getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      hash.update(next.value);
      size += next.value.length;
    }
  } catch (error) {
    if (!(error instanceof CollectiveError)) throw error;
    code = error.code;
  }
  return JSON.stringify({ sha256: hash.digestHex(), size, code });
}

/** Puts a key under a passphrase, and what was put there elsewhere into plain sight again. */
export async function exchangeKeys(secret: string, sealedElsewhere: string, passphrase: string): Promise<string[]> {
  const sealed = await sealIdentity(await parseIdentity(secret), passphrase);
  const opened = await openIdentity(new TextEncoder().encode(sealedElsewhere), passphrase);
  return [sealed, opened.reveal()];
}

function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
