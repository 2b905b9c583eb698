import type { EventLog } from "ethers";
import type { CollectiveGovernor } from "../../../typechain-types/index.ts";
import type { Hex } from "../../primitives/bytes.ts";
import { toAddress, type Address } from "../../primitives/identifiers.ts";
import { textOf } from "../event-text.ts";
import { readEvents, type BlockRange } from "../read-events.ts";
import { proposalIdOf, type ProposalCall } from "./proposal-calls.ts";

/** A proposal as it was made. */
export type Proposal = {
  /** 1 for the oldest; what people call it by. */
  readonly number: number;
  readonly id: bigint;
  readonly proposer: Address;
  readonly calls: readonly ProposalCall[];
  /** The whole text, with the proposer's mark; empty when it is no text. */
  readonly description: string;
  /** Whether the id is that of these calls and this text, as it must be. */
  readonly isConsistent: boolean;
  readonly proposedAtBlock: number;
};

/**
 * Every proposal that was ever made, oldest first.
 *
 * @throws {RetryableError} as {@link readEvents}.
 */
export async function readProposals(governor: CollectiveGovernor, range: BlockRange): Promise<Proposal[]> {
  const events = await readEvents(governor, governor.filters.ProposalCreated(), range);
  return events.map((event, index) => toProposal(event, index + 1));
}

function toProposal({ args, blockNumber }: EventLog, number: number): Proposal {
  const targets = [...(args.getValue("targets") as string[])];
  // A Result has a `values` of its own.
  const values = [...(args[3] as bigint[])];
  const calldatas = [...(args.getValue("calldatas") as Hex[])];
  const calls = targets.map((target, index): ProposalCall => {
    return { target: toAddress(target), value: values[index] ?? 0n, calldata: calldatas[index] ?? "0x" };
  });
  const id = BigInt(String(args.getValue("proposalId")));
  const description = textOf(args, "description");
  return {
    number,
    id,
    proposer: toAddress(String(args.getValue("proposer"))),
    calls,
    description,
    isConsistent: proposalIdOf(calls, description) === id,
    proposedAtBlock: blockNumber,
  };
}
