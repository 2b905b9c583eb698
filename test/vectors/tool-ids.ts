import { writeFileSync } from "node:fs";
import { AbiCoder, id, keccak256 } from "ethers";

/** Where the vectors lie: the same data for TypeScript and, as constants, for Solidity. */
export const TOOL_VECTOR_FILES = {
  json: new URL("./tool-ids.json", import.meta.url),
  solidity: new URL("./ToolVectors.sol", import.meta.url),
};

/** The registry of the vectors; tests put its code at this address. */
export const VECTOR_TOOL_REGISTRY = "0x7001000000000000000000000000000000000071";

/** The local chain. */
const CHAIN_ID = 31_337;

type ToolVector = {
  readonly name: string;
  readonly uri: string;
  readonly codeHash: string;
  readonly purposes: number;
  readonly toolId: string;
};

/** Tools with their ids, on one chain in one registry. */
export type ToolVectors = {
  readonly format: "tool-ids-v1";
  readonly chainId: number;
  readonly registry: string;
  readonly tools: readonly ToolVector[];
};

const tools = [
  { name: "Journal 1.0", uri: "https://tools.example/journal/1.0/", purposes: 8 },
  { name: "Träume ✓", uri: "https://example.org/outils/rêves/€", purposes: 0x7f },
  { name: "n".repeat(64), uri: "u".repeat(256), purposes: 1 },
];

/** Computes the vectors with ethers alone. */
export function toolVectors(): ToolVectors {
  return {
    format: "tool-ids-v1",
    chainId: CHAIN_ID,
    registry: VECTOR_TOOL_REGISTRY,
    tools: tools.map(({ name, uri, purposes }) => {
      const codeHash = id(`the source of ${name}`);
      const encoded = AbiCoder.defaultAbiCoder().encode(
        ["uint256", "address", "string", "string", "bytes32", "uint32"],
        [CHAIN_ID, VECTOR_TOOL_REGISTRY, name, uri, codeHash, purposes],
      );
      return { name, uri, codeHash, purposes, toolId: keccak256(encoded) };
    }),
  };
}

/** The text of `tool-ids.json`. */
export function toolVectorsAsJson(vectors: ToolVectors): string {
  return `${JSON.stringify(vectors, null, 2)}\n`;
}

/** The text of `ToolVectors.sol`. */
export function toolVectorsAsSolidity({ chainId, registry, tools }: ToolVectors): string {
  return [
    "// SPDX-License-Identifier: MIT",
    "pragma solidity ^0.8.28;",
    "",
    "/// @dev Written by tool-ids.ts from the same data as tool-ids.json; a test compares them.",
    "library ToolVectors {",
    constant("uint256", "CHAIN_ID", String(chainId)),
    constant("address", "REGISTRY", registry),
    ...tools.flatMap(({ name, uri, codeHash, purposes, toolId }, index) => [
      constant("string", `NAME_${index}`, `unicode"${name}"`),
      constant("string", `URI_${index}`, `unicode"${uri}"`),
      constant("bytes32", `CODE_HASH_${index}`, codeHash),
      constant("uint32", `PURPOSES_${index}`, String(purposes)),
      constant("bytes32", `TOOL_ID_${index}`, toolId),
    ]),
    "}",
    "",
  ].join("\n");
}

function constant(type: string, name: string, value: string): string {
  const line = `    ${type} internal constant ${name} = ${value};`;
  return line.length <= 120 ? line : `    ${type} internal constant ${name} =\n        ${value};`;
}

if (import.meta.main) {
  const vectors = toolVectors();
  writeFileSync(TOOL_VECTOR_FILES.json, toolVectorsAsJson(vectors));
  writeFileSync(TOOL_VECTOR_FILES.solidity, toolVectorsAsSolidity(vectors));
}
