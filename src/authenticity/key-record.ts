import { Buffer } from "node:buffer";
import { createPublicKey } from "node:crypto";
import { colonList, readTagList } from "./tag-list.ts";

/** What a key record (RFC 6376 §3.6.1, RFC 8463 §4) holds, or why it cannot be relied on. */
export type KeyRecord =
  | { readonly kind: "usable"; readonly algorithm: SigningAlgorithm; readonly bits: number }
  | { readonly kind: "refused"; readonly why: string };

/** The two that a signature may use; RFC 8301 retired RSA with SHA-1. */
export type SigningAlgorithm = "rsa-sha256" | "ed25519-sha256";

/** RFC 8301 asks verifiers for 1,024 at least; money rests on this, and signers have used 2,048 for years. */
export const LEAST_RSA_BITS = 2_048;

/** Looks a key record up: all TXT records found under `<selector>._domainkey.<domain>`, none when there is no such name. */
export type KeyRecordSource = (domain: string, selector: string) => Promise<readonly string[]>;

const refused = (why: string): KeyRecord => ({ kind: "refused", why });

/** Reads the text of a key record. */
export function readKeyRecord(record: string): KeyRecord {
  const tags = readTagList(record);
  if (tags === null) return refused("it is no DKIM key record");
  const get = (name: string, otherwise: string): string => tags.get(name) ?? otherwise;
  const key = get("p", "").replace(/[ \t]/g, "");
  const flaws: readonly (readonly [isThere: boolean, why: string])[] = [
    [get("v", "DKIM1") !== "DKIM1", "it is no DKIM key record"],
    [key === "", "the key is revoked"],
    [colonList(get("t", "")).includes("y"), "the domain is only testing"],
    [!colonList(get("h", "sha256")).includes("sha256"), "it does not allow SHA-256"],
    [!colonList(get("s", "*")).some((service) => service === "*" || service === "email"), "it is not for mail"],
  ];
  const flaw = flaws.find(([isThere]) => isThere);
  if (flaw !== undefined) return refused(flaw[1]);
  const type = get("k", "rsa");
  if (type === "rsa") return readRsa(key);
  return type === "ed25519" ? readEd25519(key) : refused("its kind of key is unknown");
}

function readRsa(key: string): KeyRecord {
  const bits = rsaBits(key);
  if (bits === null) return refused("its RSA key cannot be read");
  if (bits < LEAST_RSA_BITS) return refused(`its RSA key has ${bits} bits, fewer than ${LEAST_RSA_BITS}`);
  return { kind: "usable", algorithm: "rsa-sha256", bits };
}

function rsaBits(key: string): number | null {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey({
      key: Buffer.from(key, "base64"),
      format: "der",
      type: "spki",
    });
    return asymmetricKeyType === "rsa" ? (asymmetricKeyDetails?.modulusLength ?? null) : null;
  } catch {
    return null;
  }
}

function readEd25519(key: string): KeyRecord {
  const isWhole = Buffer.from(key, "base64").length === 32;
  return isWhole
    ? { kind: "usable", algorithm: "ed25519-sha256", bits: 256 }
    : refused("its Ed25519 key is not 32 bytes");
}
