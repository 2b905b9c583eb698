import { identityFromSeed, type AgeIdentity } from "../../../src/encryption/age-identity.ts";
import { sealArchive, type SealedKeys, type SealRequest } from "../../../src/encryption/seal-archive.ts";
import { sha256Hex } from "../../../src/primitives/hash.ts";
import { toAddress, toHex32, type Hex32 } from "../../../src/primitives/identifiers.ts";
import { byteStream } from "../../../src/primitives/byte-stream.ts";
import { collect } from "../../helpers/collect.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";

export const OWNER = toAddress(`0x${"a1".repeat(20)}`);
export const ATTACKER = toAddress(`0x${"ee".repeat(20)}`);
export const REGISTRY = toAddress(`0x${"b2".repeat(20)}`);
export const CHAIN_ID = 11155111n;
export const SALT = toHex32(`0x${"c3".repeat(32)}`);

/** The identity number `seed`; the same number is the same identity. */
export async function identity(seed: number): Promise<AgeIdentity> {
  return identityFromSeed(seededBytes(32, seed));
}

/** What to seal `zip` for its owner (identity 1), a recovery key (2) and two validators (3 and 4). */
export async function sealRequest(zip: Uint8Array = seededBytes(1000), seed = 77): Promise<SealRequest> {
  return {
    zip,
    owner: OWNER,
    registry: REGISTRY,
    chainId: CHAIN_ID,
    ownerRecipient: (await identity(1)).recipient,
    ownerKeySalt: SALT,
    recipients: [
      { recipient: (await identity(2)).recipient, role: "recovery" },
      { recipient: (await identity(3)).recipient, role: "validator" },
      { recipient: (await identity(4)).recipient, role: "validator" },
    ],
    archiveSeed: seededBytes(32, seed),
  };
}

/** A sealed archive and a place where all its blobs are found. */
export type Published = SealedKeys & { payloadBytes: Uint8Array; blobs: Map<Hex32, Uint8Array> };

/** Seals and publishes. */
export async function publish(request: SealRequest): Promise<Published> {
  const sealed = await sealArchive(request);
  const payloadBytes = await collect(sealed.payload);
  const keys = await sealed.finish();
  const blobs = new Map([payloadBytes, ...keys.wraps.map(({ bytes }) => bytes)].map((blob) => [hashOf(blob), blob]));
  return { ...keys, payloadBytes, blobs };
}

/** A blob source like a store's `get`. */
export function fetchFrom(blobs: Map<Hex32, Uint8Array>): (sha256: Hex32) => Promise<ReadableStream<Uint8Array>> {
  return (sha256) => Promise.resolve(byteStream(blobs.get(sha256)!));
}

export function hashOf(bytes: Uint8Array): Hex32 {
  return toHex32(sha256Hex(bytes));
}
