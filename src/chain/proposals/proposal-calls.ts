import { AbiCoder, id, keccak256 } from "ethers";
import type { Hex } from "../../primitives/bytes.ts";
import type { Address } from "../../primitives/identifiers.ts";

/** A call that the timelock makes when a proposal is carried out. */
export type ProposalCall = { readonly target: Address; readonly value: bigint; readonly calldata: Hex };

/** The calls as the governor takes them. */
export type CallArrays = [targets: string[], values: bigint[], calldatas: string[]];

/** The calls of a proposal as three arrays of one length. */
export function toArrays(calls: readonly ProposalCall[]): CallArrays {
  return [calls.map(({ target }) => target), calls.map(({ value }) => value), calls.map(({ calldata }) => calldata)];
}

/**
 * The text that a proposal is made with: the reviewed one, and whose proposal it is. OpenZeppelin's governor takes a
 * proposal with this ending from nobody else, so that nobody can propose it first, and cancel it.
 */
export function withProposer(description: string, proposer: Address): string {
  return `${description.trimEnd()}\n\n#proposer=${proposer}`;
}

/** The reviewed text in a proposal's description, without the ending that {@link withProposer} gave it. */
export function withoutProposer(description: string): string {
  return description.replace(/\s*#proposer=0x[0-9a-fA-F]{40}$/, "");
}

/** What the governor keeps of a proposal's description. */
export function descriptionHashOf(description: string): string {
  return id(description);
}

/** The number that a proposal has in the governor, known before it is sent: `Governor.hashProposal` of OpenZeppelin 5. */
export function proposalIdOf(calls: readonly ProposalCall[], description: string): bigint {
  const types = ["address[]", "uint256[]", "bytes[]", "bytes32"];
  return BigInt(
    keccak256(AbiCoder.defaultAbiCoder().encode(types, [...toArrays(calls), descriptionHashOf(description)])),
  );
}
