import type { CallValue, EncodedCall } from "../chain/encode-call.ts";
import type { ContractName } from "../chain/deployment-record.ts";
import type { Hex } from "../primitives/bytes.ts";
import type { Address } from "../primitives/identifiers.ts";

/** What stands in `format` of `actions.json`; another value is another version. */
export const PROPOSAL_FORMAT = "collective-proposal-v1";

/** The files of a proposal, in a folder of its own. */
export const proposalFiles = { actions: "actions.json", description: "proposal.md" } as const;

/** A call that the timelock makes when the proposal passes. */
export type ProposalAction = {
  /** A contract of the collective, or any other account. */
  readonly target: ContractName | "other";
  readonly address: Address;
  /**
   * As its selector is made of: `revoke(uint256)`. Of another account's function the whole declaration, `pay(address to)`,
   * or nothing when it is only sent coins.
   */
  readonly function: string;
  /** By the names of the ABI; whole numbers are decimal strings. */
  readonly arguments: Readonly<Record<string, CallValue>>;
  readonly calldata: Hex;
  /** Wei of the chain's coin, as a decimal string. */
  readonly value: string;
};

/** A proposal before anybody proposes it: nothing of it is on chain. */
export type ProposalDraft = {
  readonly chainId: number;
  readonly title: string;
  /** What is voted on, in the order in which it is carried out. */
  readonly actions: readonly ProposalAction[];
  /** Markdown; whoever proposes it adds `#proposer=<account>` at the end, and may change nothing else. */
  readonly description: string;
};

/** The action that a call to one of the collective's contracts is. */
export function toAction(
  target: ContractName,
  address: Address,
  { signature, values, calldata }: EncodedCall,
): ProposalAction {
  return { target, address, function: signature, arguments: values, calldata, value: "0" };
}

/** The text of `actions.json`. */
export function formatActions({ chainId, actions }: Pick<ProposalDraft, "chainId" | "actions">): string {
  const document = { format: PROPOSAL_FORMAT, chainId, description: proposalFiles.description, actions };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
