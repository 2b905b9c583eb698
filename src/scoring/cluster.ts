import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "../primitives/bytes.ts";
import { toHex32, type Address, type Hex32 } from "../primitives/identifiers.ts";

/**
 * The cluster whose contributions share the day caps: the ChatGPT account where the archive names one, else the owner.
 *
 * HMAC-SHA-256 (RFC 2104) under the fingerprint key of `account:` and the account id, or of `owner:` and the address, in
 * UTF-8: the same account gives the same cluster from every wallet, and nobody without the key can tell which it is.
 */
export function clusterOf(userId: string | null, owner: Address, fingerprintKey: Uint8Array): Hex32 {
  return keyedHash(userId === null || userId === "" ? `owner:${owner}` : `account:${userId}`, fingerprintKey);
}

/** HMAC-SHA-256 of `name` in UTF-8 under the fingerprint key: equal names can be told, and nothing else. */
export function keyedHash(name: string, fingerprintKey: Uint8Array): Hex32 {
  return toHex32(bytesToHex(hmac(sha256, fingerprintKey, new TextEncoder().encode(name))));
}
