import { hexToBytes } from "../primitives/bytes.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import { hkdfSha256 } from "../primitives/hash.ts";
import type { Address, Hex32 } from "../primitives/identifiers.ts";
import { identityFromSeed, type AgeIdentity } from "./age-identity.ts";

/** What the wallet shows before it signs. Part of the signed data: another text gives another key. */
const ARCHIVE_KEY_PURPOSE =
  "Create the key that opens my archive. Whoever has this signature can read it: sign only in software you trust.";

const KEY_INFO = "chatgpt-data-collective owner key v1";
const COORDINATE_LENGTH = 32;

/** Whose key is derived, for which archive. */
export type ArchiveKeyRequest = {
  readonly owner: Address;
  readonly chainId: bigint;
  /** 32 random bytes, new for each contribution version; public, kept in the envelope as `ownerKeySalt`. */
  readonly salt: Hex32;
};

/** The EIP-712 typed data `ArchiveKey(address owner,bytes32 salt,string purpose)`, in the shape that wallets take. */
export type ArchiveKeyTypedData = {
  readonly domain: { readonly name: string; readonly version: string; readonly chainId: bigint };
  readonly types: { readonly ArchiveKey: readonly { readonly name: string; readonly type: string }[] };
  readonly primaryType: "ArchiveKey";
  readonly message: { readonly owner: Address; readonly salt: Hex32; readonly purpose: string };
};

/**
 * Asks the owner's wallet for a signature and gives it as hexadecimal. The caller checks that it is the account `owner`
 * that signs; a key from another account's signature would be that account's.
 */
export type SignTypedData = (typedData: ArchiveKeyTypedData) => Promise<string>;

/** The typed data from whose signature the owner's key is derived. Pure. */
export function archiveKeyTypedData({ owner, chainId, salt }: ArchiveKeyRequest): ArchiveKeyTypedData {
  return {
    domain: { name: "ChatGPT Data Collective", version: "1", chainId },
    types: {
      ArchiveKey: [
        { name: "owner", type: "address" },
        { name: "salt", type: "bytes32" },
        { name: "purpose", type: "string" },
      ],
    },
    primaryType: "ArchiveKey",
    message: { owner, salt, purpose: ARCHIVE_KEY_PURPOSE },
  };
}

/**
 * Derives the key with which the owner opens one archive, from nothing but the wallet and the public salt:
 * HKDF-SHA256(r ‖ s of the signature, salt, info) is the X25519 scalar.
 *
 * The wallet signs twice. One whose signatures differ (many MPC and smart-contract wallets) could never derive the key
 * again, so it is refused before anything is encrypted. Refusals of the wallet come through unchanged.
 *
 * @throws {InvalidInputError} `ENCRYPTION_UNSTABLE_SIGNATURE` when the two signatures differ;
 * `ENCRYPTION_UNSUPPORTED_SIGNATURE` when they are not ECDSA signatures of 64 (EIP-2098) or 65 bytes.
 */
export async function deriveOwnerIdentity(
  request: ArchiveKeyRequest,
  signTypedData: SignTypedData,
): Promise<AgeIdentity> {
  const first = signaturePoint(await signTypedData(archiveKeyTypedData(request)));
  const second = signaturePoint(await signTypedData(archiveKeyTypedData(request)));
  if (!first.every((byte, i) => byte === second[i])) {
    throw new InvalidInputError("ENCRYPTION_UNSTABLE_SIGNATURE", "Expected the same signature twice.", {
      hint: "This wallet cannot derive a key: name a recovery identity, or use another wallet.",
    });
  }
  return identityFromSeed(hkdfSha256(first, hexToBytes(request.salt), KEY_INFO, 32));
}

/**
 * The 64 bytes r ‖ s. The recovery value is left out because wallets write it in four ways (27, 28, 0, 1, or as the top
 * bit of s, which is clear otherwise since EIP-2 allows only the lower s), and each would give another key.
 */
function signaturePoint(signature: string): Uint8Array {
  const isEcdsa = /^0x(?:[0-9a-fA-F]{128}|[0-9a-fA-F]{130})$/.test(signature);
  const bytes = isEcdsa ? hexToBytes(signature) : new Uint8Array(0);
  const point = bytes.subarray(0, 2 * COORDINATE_LENGTH);
  const s = point.subarray(COORDINATE_LENGTH);
  if (bytes.length === 2 * COORDINATE_LENGTH) s[0] = (s[0] ?? 0) & 0x7f;
  const r = point.subarray(0, COORDINATE_LENGTH);
  if (isZero(r) || isZero(s)) {
    throw new InvalidInputError("ENCRYPTION_UNSUPPORTED_SIGNATURE", "Expected an ECDSA signature of 64 or 65 bytes.", {
      context: { length: signature.length },
      hint: "This wallet cannot derive a key: name a recovery identity, or use another wallet.",
    });
  }
  return point;
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}
