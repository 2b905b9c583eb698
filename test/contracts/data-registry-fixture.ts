import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { Signer, TypedDataDomain, TypedDataField } from "ethers";
import { deployAuthority, giveGuardianThePause, type Connection } from "./access-manager-fixture.ts";

type Signers = [
  HardhatEthersSigner,
  HardhatEthersSigner,
  HardhatEthersSigner,
  HardhatEthersSigner,
  HardhatEthersSigner,
];

/** The EIP-712 types of the registry, in the words of its interface. */
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
} as const satisfies Record<string, readonly TypedDataField[]>;

/** The name of a message the registry accepts. */
export type RegistryMessage = keyof typeof registryTypes;

/** A moment no test reaches. */
export const FAR_FUTURE = 4_102_444_800n;

/** The domain of the registry's signatures. */
export function registryDomain(chainId: bigint, registry: string): TypedDataDomain {
  return { name: "ChatGPT Data Collective", version: "1", chainId, verifyingContract: registry };
}

/** A message of the registry, ready to sign. */
export type SignableMessage = { type: RegistryMessage; value: Record<string, unknown> };

/** Signs one message for the registry at `address`. `chainId` is the local one unless told. */
export function signMessage(signer: Signer, address: string, message: SignableMessage, chainId = 31_337n) {
  const types = { [message.type]: [...registryTypes[message.type]] };
  return signer.signTypedData(registryDomain(chainId, address), types, message.value);
}

/** An authority and a registry that answers to it, with one signer per part. */
export async function deployRegistry(connection: Connection) {
  const [admin, guardian, owner, relayer, stranger] = (await connection.ethers.getSigners()) as Signers;
  const authority = await deployAuthority(connection, admin);
  const registry = await connection.ethers.deployContract("DataRegistry", [await authority.getAddress()]);
  await giveGuardianThePause(authority, registry, guardian);
  return { authority, registry, admin, guardian, owner, relayer, stranger };
}
