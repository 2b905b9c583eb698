import { writeFileSync } from "node:fs";
import { AbiCoder, id, keccak256, TypedDataEncoder, Wallet } from "ethers";
import { FAR_FUTURE, registryDomain, registryTypes, type RegistryMessage } from "../contracts/data-registry-fixture.ts";

/** Where the vectors lie: the same data for TypeScript and, as constants, for Solidity. */
export const VECTOR_FILES = {
  json: new URL("./registry-eip712.json", import.meta.url),
  solidity: new URL("./RegistryVectors.sol", import.meta.url),
};

/** The chain of the vectors: the local one. */
export const VECTOR_CHAIN_ID = 31_337n;

/** The registry of the vectors; tests put its code at this address. */
export const VECTOR_REGISTRY = "0xDa7A00000000000000000000000000000000DA7A";

/** The owner of the vectors; the key is worthless. */
export const vectorOwner = new Wallet(id("registry-eip712-v1 owner"));

type Vector = {
  readonly type: RegistryMessage;
  readonly typeHash: string;
  readonly value: Readonly<Record<string, string>>;
  readonly structHash: string;
  readonly digest: string;
  readonly signature: string;
};

/** One life of a contribution in four signed messages, with each hash on the way as ethers computes it. */
export type RegistryVectors = {
  readonly format: "registry-eip712-v1";
  readonly chainId: string;
  readonly registry: string;
  readonly owner: string;
  readonly contributionId: string;
  readonly domainSeparator: string;
  readonly messages: readonly Vector[];
};

const contributionId = keccak256(
  AbiCoder.defaultAbiCoder().encode(
    ["uint256", "address", "address", "uint256"],
    [VECTOR_CHAIN_ID, VECTOR_REGISTRY, vectorOwner.address, 0],
  ),
);

const values: readonly (readonly [RegistryMessage, Record<string, string>])[] = [
  [
    "Contribute",
    {
      owner: vectorOwner.address,
      ciphertextHash: id("archive, version 1"),
      consentMask: "5",
      uri: `sha256:${id("envelope, version 1").slice(2)}`,
    },
  ],
  [
    "Update",
    {
      contributionId,
      expectedVersion: "1",
      ciphertextHash: id("archive, version 2"),
      uri: "https://example.org/données/€/✓",
    },
  ],
  ["SetConsent", { contributionId, consentMask: "4294967295" }],
  ["Remove", { contributionId }],
];

/** Computes the vectors. Deterministic: RFC 6979 signatures, fixed key, chain, address and deadline. */
export function registryVectors(): RegistryVectors {
  const domain = registryDomain(VECTOR_CHAIN_ID, VECTOR_REGISTRY);
  const messages = values.map(([type, partial], nonce) => {
    const types = { [type]: [...registryTypes[type]] };
    const value = { ...partial, nonce: String(nonce), deadline: String(FAR_FUTURE) };
    const digest = TypedDataEncoder.hash(domain, types, value);
    return {
      type,
      typeHash: id(TypedDataEncoder.from(types).encodeType(type)),
      value,
      structHash: TypedDataEncoder.hashStruct(type, types, value),
      digest,
      signature: vectorOwner.signingKey.sign(digest).serialized,
    };
  });
  return {
    format: "registry-eip712-v1",
    chainId: String(VECTOR_CHAIN_ID),
    registry: VECTOR_REGISTRY,
    owner: vectorOwner.address,
    contributionId,
    domainSeparator: TypedDataEncoder.hashDomain(domain),
    messages,
  };
}

/** The text of `registry-eip712.json`. */
export function vectorsAsJson(vectors: RegistryVectors): string {
  return `${JSON.stringify(vectors, null, 2)}\n`;
}

/** The text of `RegistryVectors.sol`. */
export function vectorsAsSolidity(vectors: RegistryVectors): string {
  const constants = vectors.messages.flatMap(({ type, value, structHash, digest, signature }) => {
    const prefix = type.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase();
    return [
      ...(value.ciphertextHash ? [constant("bytes32", `${prefix}_CIPHERTEXT_HASH`, value.ciphertextHash)] : []),
      ...(value.consentMask ? [constant("uint32", `${prefix}_MASK`, value.consentMask)] : []),
      ...(value.uri ? [constant("string", `${prefix}_URI`, `unicode"${value.uri}"`)] : []),
      constant("bytes32", `${prefix}_STRUCT_HASH`, structHash),
      constant("bytes32", `${prefix}_DIGEST`, digest),
      constant("bytes", `${prefix}_SIGNATURE`, `hex"${signature.slice(2)}"`),
    ];
  });
  return [
    "// SPDX-License-Identifier: MIT",
    "pragma solidity ^0.8.28;",
    "",
    "/// @dev Written by registry-eip712.ts from the same data as registry-eip712.json; a test compares them.",
    "library RegistryVectors {",
    constant("uint256", "CHAIN_ID", vectors.chainId),
    constant("address", "REGISTRY", vectors.registry),
    constant("address", "OWNER", vectors.owner),
    constant("uint256", "DEADLINE", String(FAR_FUTURE)),
    constant("bytes32", "CONTRIBUTION_ID", vectors.contributionId),
    constant("bytes32", "DOMAIN_SEPARATOR", vectors.domainSeparator),
    ...constants,
    "}",
    "",
  ].join("\n");
}

function constant(type: string, name: string, value: string): string {
  const line = `    ${type} internal constant ${name} = ${value};`;
  return line.length <= 120 ? line : `    ${type} internal constant ${name} =\n        ${value};`;
}

if (import.meta.main) {
  const vectors = registryVectors();
  writeFileSync(VECTOR_FILES.json, vectorsAsJson(vectors));
  writeFileSync(VECTOR_FILES.solidity, vectorsAsSolidity(vectors));
}
