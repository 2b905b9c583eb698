import type { Signer, TypedDataDomain, TypedDataField } from "ethers";
import type { Hex } from "../primitives/bytes.ts";
import type { Address, Hex32 } from "../primitives/identifiers.ts";
import { collectiveDomain, registryTypes } from "./typed-data.ts";

/** What an owner asks the registry for, in the fields that are signed. */
export type RegistryMessage =
  | {
      readonly action: "contribute";
      readonly owner: Address;
      readonly ciphertextHash: Hex32;
      readonly consentMask: number;
      readonly uri: string;
    }
  | {
      readonly action: "update";
      readonly contributionId: Hex32;
      readonly expectedVersion: number;
      readonly ciphertextHash: Hex32;
      readonly uri: string;
    }
  | { readonly action: "set-consent"; readonly contributionId: Hex32; readonly consentMask: number }
  | { readonly action: "remove"; readonly contributionId: Hex32 };

/** Everything that is signed: a request is good on one chain, for one registry, once, and until a moment. */
export type RegistryRequest = {
  readonly chainId: number;
  readonly registry: Address;
  readonly message: RegistryMessage;
  /** Which of the owner's signatures it is; grows with each one that the registry has used. */
  readonly nonce: bigint;
  /** Unix seconds after which the signature is void. */
  readonly deadline: number;
};

/** A request with its owner's signature: whoever has it can deliver it, and change nothing. */
export type SignedRequest = RegistryRequest & { readonly signature: Hex };

/** A request as EIP-712 has it. */
export type RequestTypedData = {
  readonly domain: TypedDataDomain;
  readonly types: Record<string, TypedDataField[]>;
  readonly value: Record<string, unknown>;
};

const typeNames = {
  contribute: "Contribute",
  update: "Update",
  "set-consent": "SetConsent",
  remove: "Remove",
} as const;

/** The typed data that a request's signature is of. Pure. */
export function requestTypedData({ chainId, registry, message, nonce, deadline }: RegistryRequest): RequestTypedData {
  const { action, ...fields } = message;
  const name = typeNames[action];
  return {
    domain: collectiveDomain(chainId, registry),
    types: { [name]: [...registryTypes[name]] },
    value: { ...fields, nonce, deadline },
  };
}

/** Lets `signer`, the owner, sign a request. Asks no node for anything. */
export async function signRequest(
  signer: Pick<Signer, "signTypedData">,
  request: RegistryRequest,
): Promise<SignedRequest> {
  const { domain, types, value } = requestTypedData(request);
  return { ...request, signature: (await signer.signTypedData(domain, types, value)) as Hex };
}
