import { InvalidInputError } from "../primitives/errors.ts";
import { toAddress, toHex32, type Address, type Hex32 } from "../primitives/identifiers.ts";
import { decryptText, encryptText } from "./age-file.ts";
import { parseIdentity, type AgeIdentity } from "./age-identity.ts";
import { decryptionFailure } from "./decryption-failure.ts";

/** The most bytes a wrap may have. One to a hybrid post-quantum key has about 2,000, one to an X25519 key about 500. */
export const MAX_WRAP_SIZE = 8 * 1024;

/** The one contribution version that an archive key belongs to. */
export type ArchiveBinding = {
  /** Who registers, or registered, the contribution. */
  readonly owner: Address;
  /** The DataRegistry it is registered in. */
  readonly registry: Address;
  /** EIP-155 number of the chain with that registry. */
  readonly chainId: bigint;
  /** SHA-256 of the payload, the contribution's `ciphertextHash` on chain. */
  readonly payloadSha256: Hex32;
};

const FORMAT_LINE = "# chatgpt-data-collective archive key v1";
const LATER_FORMAT_LINE = /^# chatgpt-data-collective archive key v(?!1\n)[0-9]+\n/;
const KEY_FILE = new RegExp(
  [
    `^${FORMAT_LINE}`,
    "# owner: (0x[0-9a-f]{40})",
    "# registry: eip155:([1-9][0-9]{0,77}):(0x[0-9a-f]{40})",
    "# payload: sha256 (0x[0-9a-f]{64})",
    "(AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58})\n$",
  ].join("\n"),
);

/**
 * Encrypts the archive key to one more recipient: the owner, a validator, later a grantee. The payload stays as it is.
 *
 * The plaintext is a key file that the stock `age -i` reads, headed by the contribution it belongs to. Whoever copies a
 * foreign payload and its wraps into a registration of their own cannot write a wrap that names themselves as the owner,
 * because they do not have the key, and nobody accepts the copied ones ({@link unwrapArchiveKey}).
 */
export async function wrapArchiveKey(
  archiveKey: AgeIdentity,
  binding: ArchiveBinding,
  recipient: string,
): Promise<Uint8Array> {
  return encryptText(formatKeyFile(archiveKey, binding), recipient);
}

/**
 * Opens a wrap and gives the archive key, if it belongs to the contribution that is `expected`.
 *
 * @throws {InvalidInputError}
 * `ENCRYPTION_CORRUPT` when it does not open, be it with this key or at all, or holds something else;
 * `ENCRYPTION_UNKNOWN_FORMAT` when it opens and is of another version;
 * `ENCRYPTION_WRAP_OWNER_MISMATCH`, `ENCRYPTION_WRAP_REGISTRY_MISMATCH` (address or chain) and
 * `ENCRYPTION_WRAP_PAYLOAD_MISMATCH` when it was made for another contribution.
 */
export async function unwrapArchiveKey(
  wrap: Uint8Array,
  identity: AgeIdentity,
  expected: ArchiveBinding,
): Promise<AgeIdentity> {
  if (wrap.length > MAX_WRAP_SIZE) throw decryptionFailure();
  const { binding, secret } = parseKeyFile(await decryptText(wrap, identity, MAX_WRAP_SIZE));
  assertBinding(binding, expected);
  return parseIdentity(secret).catch(() => {
    throw decryptionFailure();
  });
}

function formatKeyFile(archiveKey: AgeIdentity, binding: ArchiveBinding): string {
  return [
    FORMAT_LINE,
    `# owner: ${binding.owner}`,
    `# registry: eip155:${binding.chainId.toString()}:${binding.registry}`,
    `# payload: sha256 ${binding.payloadSha256}`,
    archiveKey.reveal(),
    "",
  ].join("\n");
}

function parseKeyFile(text: string): { binding: ArchiveBinding; secret: string } {
  const match = KEY_FILE.exec(text);
  if (match === null) throw unreadable(text);
  const [, owner = "", chainId = "", registry = "", payload = "", secret = ""] = match;
  return {
    binding: {
      owner: toAddress(owner),
      registry: toAddress(registry),
      chainId: BigInt(chainId),
      payloadSha256: toHex32(payload),
    },
    secret,
  };
}

/** The text was written by whoever made the wrap, who knows it anyway: naming its version tells them nothing. */
function unreadable(text: string): InvalidInputError {
  if (!LATER_FORMAT_LINE.test(text)) return decryptionFailure();
  return new InvalidInputError("ENCRYPTION_UNKNOWN_FORMAT", "Expected an archive key of version 1.", {
    hint: "Update this software: the wrap was written by a newer one.",
  });
}

function assertBinding(actual: ArchiveBinding, expected: ArchiveBinding): void {
  const sameRegistry = actual.registry === expected.registry && actual.chainId === expected.chainId;
  if (actual.owner !== expected.owner) throw mismatch("OWNER", { expected: expected.owner, actual: actual.owner });
  if (!sameRegistry) throw mismatch("REGISTRY", { expected: expected.registry, actual: actual.registry });
  if (actual.payloadSha256 !== expected.payloadSha256) {
    throw mismatch("PAYLOAD", { expected: expected.payloadSha256, actual: actual.payloadSha256 });
  }
}

function mismatch(what: "OWNER" | "REGISTRY" | "PAYLOAD", context: Record<string, string>): InvalidInputError {
  return new InvalidInputError(`ENCRYPTION_WRAP_${what}_MISMATCH`, "Expected a key made for this contribution.", {
    context,
    hint: "Refuse the contribution: somebody registered a payload that was sealed for another one.",
  });
}
