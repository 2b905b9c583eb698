import { createDecipheriv, createPrivateKey, createPublicKey, diffieHellman, hkdfSync } from "node:crypto";

/** An age file with one X25519 recipient, read by nothing but `node:crypto`: for what a reader of files is not told. */
export type PlainAge = {
  readonly share: Buffer;
  readonly fileKey: Buffer;
  readonly streamNonce: Buffer;
  readonly streamKey: Buffer;
  /** Where the first chunk begins. */
  readonly payloadStart: number;
};

const FILE = /^age-encryption\.org\/v1\n-> X25519 (\S{43})\n(\S{43})\n--- \S{43}\n/;
const PKCS8 = Buffer.from("302e020100300506032b656e04220420", "hex");
const SPKI = Buffer.from("302a300506032b656e032100", "hex");

/** Unwraps the file key with the secret scalar of the recipient. */
export function readPlainAge(file: Uint8Array, scalar: Uint8Array): PlainAge {
  const [header = "", share64 = "", body64 = ""] =
    FILE.exec(Buffer.from(file.subarray(0, 300)).toString("latin1")) ?? [];
  const [share, body] = [Buffer.from(share64, "base64"), Buffer.from(body64, "base64")];
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8, scalar]), format: "der", type: "pkcs8" });
  const recipient = createPublicKey(privateKey).export({ format: "der", type: "spki" }).subarray(SPKI.length);
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI, share]), format: "der", type: "spki" });
  const wrapKey = derive(
    diffieHellman({ privateKey, publicKey }),
    Buffer.concat([share, recipient]),
    "age-encryption.org/v1/X25519",
  );
  const fileKey = openPlainChunk(wrapKey, Buffer.alloc(12), body);
  const payloadStart = header.length + 16;
  const streamNonce = Buffer.from(file.subarray(header.length, payloadStart));
  return { share, fileKey, streamNonce, streamKey: derive(fileKey, streamNonce, "payload"), payloadStart };
}

/** Opens one chunk, and throws when its tag is wrong. */
export function openPlainChunk(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Buffer {
  const decipher = createDecipheriv("chacha20-poly1305", key, nonce, { authTagLength: 16 });
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
}

/** The nonce of a chunk: its number in 11 bytes, and whether it is the last one. */
export function plainNonce(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(number, 7);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

function derive(secret: Uint8Array, salt: Uint8Array, info: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, salt, info, 32));
}
