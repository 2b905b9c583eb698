import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, type Hex } from "./bytes.ts";

/** A SHA-256 that takes its input in pieces where there is no Node: as `sha256.ts`. */
export function createSha256(): { update(bytes: Uint8Array): void; digestHex(): Hex } {
  const hash = sha256.create();
  return { update: (bytes) => void hash.update(bytes), digestHex: () => bytesToHex(hash.digest()) };
}
