import { openAsBlob, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { decryptStream, encryptStream } from "../../src/encryption/age-file.ts";
import { identityFromSeed, type AgeIdentity, type IdentityKind } from "../../src/encryption/age-identity.ts";
import { unwrapArchiveKey, wrapArchiveKey, type ArchiveBinding } from "../../src/encryption/archive-key-wrap.ts";
import type { BlobMeasure } from "../../src/encryption/blob-meter.ts";
import { decryptPayload, encryptPayload } from "../../src/encryption/payload.ts";
import { borrowPieces } from "../../src/primitives/borrow-pieces.ts";
import { readBytes } from "../../src/primitives/byte-stream.ts";
import { toAddress, toHex32 } from "../../src/primitives/identifiers.ts";
import { createDiskStore } from "../../src/storage/disk-store.ts";
import { writeNewFile } from "../../src/storage/write-new-file.ts";
import { cacheFolder, plainFile } from "./plain-file.ts";

/**
 * Does one thing with so many bytes, or so many times. `start` begins the clock anew, for what has to be prepared first;
 * the age library is loaded by those that need it.
 */
export type Subject = (amount: number, start: () => void) => Promise<unknown>;

const PIECE_BYTES = 64 * 1024;
const store = `${cacheFolder}blobs`;
const reference = `${cacheFolder}sealed.json`;
const opened = `${cacheFolder}opened.zip`;
const nobody = toAddress(`0x${"a1".repeat(20)}`);
const binding: ArchiveBinding = {
  owner: nobody,
  registry: nobody,
  chainId: 31337n,
  payloadSha256: toHex32(`0x${"d4".repeat(32)}`),
};

/** Everything that is measured, by name. */
export const subjects = {
  "age-encryption, encrypt": async (bytes, start) => {
    const { Encrypter } = await import("age-encryption");
    const encrypter = new Encrypter();
    encrypter.addRecipient((await keyOf("x25519")).recipient);
    start();
    await drain(await encrypter.encrypt(zeros(bytes)));
  },
  "this, encrypt": async (bytes, start) => {
    const { recipient } = await keyOf("x25519");
    start();
    await drain(await encryptStream(zeros(bytes), recipient));
  },
  "age-encryption, decrypt": async (bytes, start) => {
    const { Decrypter } = await import("age-encryption");
    const decrypter = new Decrypter();
    decrypter.addIdentity((await keyOf("x25519")).reveal());
    const file = await sealedZeros(bytes);
    start();
    await drain(await decrypter.decrypt(piecesOf(file)));
  },
  "this, decrypt": async (bytes, start) => {
    const key = await keyOf("x25519");
    const file = await sealedZeros(bytes);
    start();
    await drain(await decryptStream(piecesOf(file), key));
  },

  // As contributing and opening do it: with the hashes, onto the disk. The second opens what the first has stored.
  "file to store": async (bytes) => {
    const { ciphertext } = await encryptPayload(await openAsBlob(plainFile(bytes)), (await keyOf("x25519")).recipient);
    writeFileSync(reference, JSON.stringify(await (await createDiskStore(store)).put(ciphertext)));
  },
  "store to file": async () => {
    const blob = JSON.parse(readFileSync(reference, "utf8")) as BlobMeasure;
    const ciphertext = await (await createDiskStore(store)).get(blob.sha256);
    await writeNewFile(opened, decryptPayload(ciphertext, await keyOf("x25519"), blob));
    await Promise.all([store, reference, opened].map((path) => rm(path, { recursive: true })));
  },

  "X25519, wrap": (times, start) => wrap("x25519", times, start),
  "X25519, unwrap": (times, start) => unwrap("x25519", times, start),
  "hybrid post-quantum, wrap": (times, start) => wrap("hybrid", times, start),
  "hybrid post-quantum, unwrap": (times, start) => unwrap("hybrid", times, start),
} as const satisfies Readonly<Record<string, Subject>>;

/** The name of something that is measured. */
export type SubjectName = keyof typeof subjects;

async function wrap(kind: IdentityKind, times: number, start: () => void): Promise<void> {
  const [archiveKey, { recipient }] = [await keyOf("x25519"), await keyOf(kind)];
  await wrapArchiveKey(archiveKey, binding, recipient);
  start();
  for (let i = 0; i < times; i++) await wrapArchiveKey(archiveKey, binding, recipient);
}

async function unwrap(kind: IdentityKind, times: number, start: () => void): Promise<void> {
  const key = await keyOf(kind);
  const bytes = await wrapArchiveKey(await keyOf("x25519"), binding, key.recipient);
  await unwrapArchiveKey(bytes, key, binding);
  start();
  for (let i = 0; i < times; i++) await unwrapArchiveKey(bytes, key, binding);
}

function keyOf(kind: IdentityKind): Promise<AgeIdentity> {
  return identityFromSeed(
    Uint8Array.from({ length: 32 }, (_, i) => i),
    kind,
  );
}

/** So many bytes from memory: always the same piece, so that nothing but the encryption is measured. */
function zeros(bytes: number): ReadableStream<Uint8Array> {
  return piecesOf({ length: bytes, subarray: (from, to) => zero.subarray(0, Math.min(to, bytes) - from) });
}

const zero = new Uint8Array(PIECE_BYTES);

async function sealedZeros(bytes: number): Promise<Uint8Array> {
  return readBytes(await encryptStream(zeros(bytes), (await keyOf("x25519")).recipient), 2 * bytes);
}

function piecesOf(bytes: {
  readonly length: number;
  readonly subarray: (from: number, to: number) => Uint8Array;
}): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (at < bytes.length) controller.enqueue(bytes.subarray(at, (at += PIECE_BYTES)));
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}

/** Reads as a store does: into the same memory again, where a stream can do that. */
async function drain(stream: ReadableStream<Uint8Array>): Promise<void> {
  const reader = borrowPieces(stream);
  while (!(await reader.read()).done);
}
