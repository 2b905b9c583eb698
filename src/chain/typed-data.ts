import type { Signer, TypedDataDomain } from "ethers";
import type { Address, Hex32 } from "../primitives/identifiers.ts";
import type { Hex } from "../primitives/bytes.ts";
import type { DataRegistry } from "../../typechain-types/index.ts";

/**
 * The EIP-712 structs that a contributor signs for {@link DataRegistry}; the contract's own constants are checked
 * against the same vectors (`test/vectors/registry-eip712.json`).
 */
export const registryTypes = {
  Contribute: [
    { name: "owner", type: "address" },
    { name: "ciphertextHash", type: "bytes32" },
    { name: "consentMask", type: "uint32" },
    { name: "uri", type: "string" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
  Update: [
    { name: "contributionId", type: "bytes32" },
    { name: "expectedVersion", type: "uint32" },
    { name: "ciphertextHash", type: "bytes32" },
    { name: "uri", type: "string" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
  SetConsent: [
    { name: "contributionId", type: "bytes32" },
    { name: "consentMask", type: "uint32" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
  Remove: [
    { name: "contributionId", type: "bytes32" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

/** The EIP-712 domain that every contract of the collective shares but for its own address. */
export function collectiveDomain(chainId: number, verifyingContract: Address): TypedDataDomain {
  return { name: "ChatGPT Data Collective", version: "1", chainId, verifyingContract };
}

/** What a contributor signs so that anybody may register, and pay for registering, a contribution in their name. */
export type ContributeRequest = {
  readonly owner: Address;
  readonly ciphertextHash: Hex32;
  readonly consentMask: number;
  readonly uri: string;
  /** Unix seconds after which the signature is void. */
  readonly deadline: number;
};

/** What a contributor signs to replace the data of a contribution; refused when its version is no longer the expected one. */
export type UpdateRequest = {
  readonly contributionId: Hex32;
  readonly expectedVersion: number;
  readonly ciphertextHash: Hex32;
  readonly uri: string;
  readonly deadline: number;
};

/** What a contributor signs to remove a contribution for ever. */
export type RemoveRequest = { readonly contributionId: Hex32; readonly deadline: number };

/** Signs one of the registry's structs with the signer's next nonce. */
export async function signForRegistry(
  registry: DataRegistry,
  signer: Signer,
  kind: keyof typeof registryTypes,
  request: ContributeRequest | UpdateRequest | RemoveRequest,
): Promise<Hex> {
  const owner = await signer.getAddress();
  const [{ chainId, verifyingContract }, nonce] = await Promise.all([registry.eip712Domain(), registry.nonces(owner)]);
  const domain = collectiveDomain(Number(chainId), verifyingContract as Address);
  const types = { [kind]: [...registryTypes[kind]] };
  return (await signer.signTypedData(domain, types, { ...request, nonce })) as Hex;
}
