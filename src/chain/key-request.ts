import {
  Interface,
  Signature,
  TypedDataEncoder,
  isError,
  recoverAddress,
  type Provider,
  type Signer,
  type TypedDataDomain,
} from "ethers";
import type { Hex } from "../primitives/bytes.ts";
import type { Address, Hex32 } from "../primitives/identifiers.ts";
import type { Access } from "./read-receipts.ts";

/**
 * What a data user signs to be handed keys: by which validator, for which versions, once. The domain is that of
 * `DatasetAccess`, see `collectiveDomain`.
 */
export const keyRequestTypes = {
  KeyRequest: [
    { name: "grantId", type: "uint256" },
    { name: "validator", type: "address" },
    { name: "challenge", type: "bytes32" },
    { name: "accesses", type: "Access[]" },
    { name: "deadline", type: "uint256" },
  ],
  Access: [
    { name: "contributionId", type: "bytes32" },
    { name: "version", type: "uint32" },
  ],
} as const;

/** A request for keys. */
export type KeyRequest = {
  readonly grantId: number;
  /** Who is asked: a request to one validator is worth nothing to another. */
  readonly validator: Address;
  /** Random bytes that the validator's key service gave out for this request alone. */
  readonly challenge: Hex32;
  readonly accesses: readonly Access[];
  /** Unix seconds after which the request is void. */
  readonly deadline: number;
};

/** `bytes4(keccak256("isValidSignature(bytes32,bytes)"))`, as the whole word that ERC-1271 wallets answer. */
const ERC1271_YES = `0x1626ba7e${"0".repeat(56)}`;
const wallet = new Interface(["function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)"]);

/** Signs a request with an account that holds a key. */
export async function signKeyRequest(signer: Signer, domain: TypedDataDomain, request: KeyRequest): Promise<Hex> {
  return (await signer.signTypedData(domain, typesForEthers(), message(request))) as Hex;
}

/**
 * Whether `account` signed `request`. An account without code at `block` by ECDSA with a low `s`; one with code, one
 * delegated by EIP-7702 included, by its own answer to ERC-1271 at that block: as the collective's contracts do.
 *
 * @throws Whatever the provider throws when it does not answer; a wallet that fails only says no.
 */
export async function isSignedBy(
  provider: Provider,
  { account, block }: { readonly account: Address; readonly block: number },
  { domain, request, signature }: { domain: TypedDataDomain; request: KeyRequest; signature: Hex },
): Promise<boolean> {
  const hash = TypedDataEncoder.hash(domain, typesForEthers(), message(request));
  const code = await provider.getCode(account, block);
  if (code === "0x") return recoversTo(account, hash, signature);
  try {
    const data = wallet.encodeFunctionData("isValidSignature", [hash, signature]);
    return (await provider.call({ to: account, data, blockTag: block })).startsWith(ERC1271_YES);
  } catch (error) {
    if (isError(error, "NETWORK_ERROR") || isError(error, "TIMEOUT") || isError(error, "SERVER_ERROR")) throw error;
    // Nodes word it differently when the wallet refuses, or is none.
    return false;
  }
}

function recoversTo(account: Address, hash: string, signature: Hex): boolean {
  try {
    return recoverAddress(hash, Signature.from(signature)).toLowerCase() === account;
  } catch {
    // Of another length, with a high s, or of no point of the curve.
    return false;
  }
}

function message({ accesses, ...rest }: KeyRequest) {
  return { ...rest, accesses: accesses.map(({ contributionId, version }) => ({ contributionId, version })) };
}

function typesForEthers() {
  return { KeyRequest: [...keyRequestTypes.KeyRequest], Access: [...keyRequestTypes.Access] };
}
