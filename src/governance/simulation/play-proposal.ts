import type { DeploymentRecord } from "../../chain/deployment-record.ts";
import { descriptionHashOf, proposalIdOf, toArrays, type ProposalCall } from "../../chain/proposals/proposal-calls.ts";
import type { Standing } from "../../chain/proposals/read-standing.ts";
import { revertData } from "../../chain/send-transaction.ts";
import type { Hex } from "../../primitives/bytes.ts";
import { InvalidInputError } from "../../primitives/errors.ts";
import { toAddress, type Address } from "../../primitives/identifiers.ts";
import { ChainCopy, type GovernorCall, type Rpc } from "./chain-copy.ts";
import { entrySlot, toWord, type Variable } from "./storage-layout.ts";
import { readFrames, readSlotChanges, type CallFrame, type EmittedLog, type SlotChange } from "./trace.ts";

/** What is played: a proposal of the chain where it stands, or files that nobody has proposed yet (`standing` null). */
export type ProposalToPlay = {
  readonly calls: readonly ProposalCall[];
  /** The whole text, with the proposer's mark. */
  readonly description: string;
  readonly proposer: Address;
  readonly standing: Standing | null;
};

/** What carrying a proposal out did, on the copy. */
export type PlayedProposal = {
  /** Unix seconds at which it was carried out, or refused: as soon as it could be. */
  readonly executedAt: number;
  /** What it was refused with; null when it was carried out. Nothing below is filled in then. */
  readonly revertData: Hex | null;
  /** Which of the calls, from 1 on, refused; null when none of them did. */
  readonly failedCall: number | null;
  readonly gasUsed: bigint;
  readonly frames: CallFrame | null;
  readonly logs: readonly EmittedLog[];
  readonly changes: readonly SlotChange[];
};

const QUEUE = "queue(address[],uint256[],bytes[],bytes32)";
const EXECUTE = "execute(address[],uint256[],bytes[],bytes32)";
const over = ["cancelled", "defeated", "expired", "executed"];

/**
 * Plays a proposal to its end on a copy of the chain: the governor and the timelock do what they will do then, at the time
 * at which they will. Only the votes are lent, by writing them into the copy.
 *
 * @param layout - of the governor, where votes and proposals lie in its storage.
 * @throws {InvalidInputError} `GOVERNANCE_PROPOSAL_OVER` for a proposal that can never be carried out any more.
 */
export async function playProposal(
  rpc: Rpc,
  { contracts }: Pick<DeploymentRecord, "contracts">,
  layout: readonly Variable[],
  proposal: ProposalToPlay,
): Promise<PlayedProposal> {
  const { calls, description, standing } = proposal;
  if (standing !== null && over.includes(standing.state)) throw proposalOver(standing);
  const id = proposalIdOf(calls, description);
  const given = [...toArrays(calls), descriptionHashOf(description)];
  const copy = new ChainCopy(rpc, contracts.governor);
  await copy.prepare();
  if (standing?.state !== "queued") {
    if (standing === null) await lendProposal(copy, layout, id, proposal.proposer);
    await lendVotes(copy, layout, id, standing);
    await copy.send(copy.call(QUEUE, given));
  }
  await copy.warpPast((await copy.ask("proposalEta", id)) - 1n);
  return carryOut(copy, copy.call(EXECUTE, given), contracts.timelock);
}

function proposalOver({ state }: Standing): InvalidInputError {
  return new InvalidInputError("GOVERNANCE_PROPOSAL_OVER", `The proposal is ${state}: nothing of it is to come.`, {
    hint: "npx hardhat govern show tells what it did. Its files can be proposed anew.",
  });
}

/** As if it were proposed now, by whomever: the governor keeps of it who, from when, and for how long. */
async function lendProposal(
  copy: ChainCopy,
  layout: readonly Variable[],
  id: bigint,
  proposer: Address,
): Promise<void> {
  const start = (await copy.now()) + (await copy.ask("votingDelay"));
  const core = BigInt(proposer) | (start << 160n) | ((await copy.ask("votingPeriod")) << 208n);
  await copy.write(entrySlot(slotOf(layout, "_proposals"), toWord(id)), core);
}

/** Goes to the end of the vote, and lets it have passed by one vote. */
async function lendVotes(
  copy: ChainCopy,
  layout: readonly Variable[],
  id: bigint,
  standing: Standing | null,
): Promise<void> {
  const deadline = await copy.ask("proposalDeadline", id);
  const snapshot = standing === null ? deadline - (await copy.ask("votingPeriod")) : BigInt(standing.snapshot);
  await copy.warpPast(deadline);
  const against = entrySlot(slotOf(layout, "_proposalVotes"), toWord(id));
  await copy.write(against + 1n, (await copy.read(against)) + (await copy.ask("quorum", snapshot)) + 1n);
}

async function carryOut(copy: ChainCopy, call: GovernorCall, timelock: Address): Promise<PlayedProposal> {
  const { rpc } = copy;
  const revert = await rpc("eth_call", [call, "latest"]).then(
    () => null,
    (error: unknown) => (revertData(error) ?? "0x") as Hex,
  );
  if (revert !== null) {
    const frames = readFrames(await rpc("debug_traceCall", [call, "latest", { tracer: "callTracer" }]));
    const nothing = { gasUsed: 0n, frames: null, logs: [], changes: [] };
    const failedCall = failedCallOf(frames, timelock);
    return { executedAt: Number(await copy.now()), revertData: revert, failedCall, ...nothing };
  }
  const hash = await copy.send(call);
  const { gasUsed, logs } = (await rpc("eth_getTransactionReceipt", [hash])) as RawReceipt;
  const tracer = { tracer: "prestateTracer", tracerConfig: { diffMode: true } };
  return {
    executedAt: Number(await copy.now()),
    revertData: null,
    failedCall: null,
    gasUsed: BigInt(gasUsed),
    frames: readFrames(await rpc("debug_traceTransaction", [hash, { tracer: "callTracer" }])),
    logs: logs.map(({ address, topics, data }) => ({ address: toAddress(address), topics, data })),
    changes: readSlotChanges(await rpc("debug_traceTransaction", [hash, tracer])),
  };
}

type RawReceipt = {
  readonly gasUsed: string;
  readonly logs: readonly { readonly address: string; readonly topics: readonly string[]; readonly data: string }[];
};

function slotOf(layout: readonly Variable[], name: string): bigint {
  const variable = layout.find((each) => each.name === name);
  return BigInt(variable?.slot ?? 0);
}

/** Which of the timelock's own calls failed. */
function failedCallOf(frames: CallFrame, timelock: Address): number | null {
  const batch = frames.calls.find(({ to, error }) => to === timelock && error !== null);
  const failed = batch?.calls.findIndex(({ error }) => error !== null) ?? -1;
  return failed === -1 ? null : failed + 1;
}
