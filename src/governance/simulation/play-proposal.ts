import { contractInterfaces } from "../../chain/collective.ts";
import type { DeploymentRecord } from "../../chain/deployment-record.ts";
import { descriptionHashOf, proposalIdOf, toArrays, type ProposalCall } from "../../chain/proposals/proposal-calls.ts";
import type { Standing } from "../../chain/proposals/read-standing.ts";
import { revertData } from "../../chain/send-transaction.ts";
import type { Hex } from "../../primitives/bytes.ts";
import { InvalidInputError } from "../../primitives/errors.ts";
import { toAddress, type Address } from "../../primitives/identifiers.ts";
import { entrySlot, toWord, type Variable } from "./storage-layout.ts";
import { readFrames, readSlotChanges, type CallFrame, type EmittedLog, type SlotChange } from "./trace.ts";

/** Asks a copy of a chain that nobody else uses, and that does what development nodes do. */
export type Rpc = (method: string, params: readonly unknown[]) => Promise<unknown>;

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
  /** Unix seconds at which it was carried out: the first at which it could be. */
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

/** Carries a proposal out, with coins for its gas. Nobody's account. */
const STRANGER = toAddress("0x00000000000000000000000000000000007e57ed");
/** The most that a transaction may take (EIP-7825). */
const GAS = "0x1000000";
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
  if (standing !== null && over.includes(standing.state)) {
    throw new InvalidInputError(
      "GOVERNANCE_PROPOSAL_OVER",
      `The proposal is ${standing.state}: nothing of it is to come.`,
      {
        hint: "npx hardhat govern show tells what it did. Its files can be proposed anew.",
      },
    );
  }
  const { governor } = contractInterfaces;
  const id = proposalIdOf(calls, description);
  const given = [...toArrays(calls), descriptionHashOf(description)];
  const send = (data: string) =>
    rpc("eth_sendTransaction", [{ from: STRANGER, to: contracts.governor, data, gas: GAS, gasPrice: "0x0" }]);
  const ask = async (
    name: "proposalDeadline" | "proposalEta" | "quorum" | "votingPeriod" | "votingDelay",
    args: bigint[],
  ) => {
    const data = governor.encodeFunctionData(name, args);
    return BigInt(String(await rpc("eth_call", [{ to: contracts.governor, data }, "latest"])));
  };

  await rpc("hardhat_impersonateAccount", [STRANGER]);
  await rpc("hardhat_setBalance", [STRANGER, "0xde0b6b3a7640000"]);
  await rpc("hardhat_setNextBlockBaseFeePerGas", ["0x0"]);
  // A copy knows which rules its chain follows only from its own blocks on.
  await rpc("evm_mine", []);

  if (standing?.state !== "queued") {
    if (standing === null) await lendProposal();
    await lendVotes();
    await send(governor.encodeFunctionData("queue(address[],uint256[],bytes[],bytes32)", given));
  }
  await warpPast((await ask("proposalEta", [id])) - 1n);
  return execute();

  /** As if it were proposed now, by whomever: the governor keeps of it who, from when, and for how long. */
  async function lendProposal(): Promise<void> {
    const [delay, period] = [await ask("votingDelay", []), await ask("votingPeriod", [])];
    const start = (await now()) + delay;
    const core = BigInt(proposal.proposer) | (start << 160n) | (period << 208n);
    await write(entrySlot(slotOf(layout, "_proposals"), toWord(id)), core);
  }

  /** Goes to the end of the vote, and lets it have passed by one vote. */
  async function lendVotes(): Promise<void> {
    const deadline = await ask("proposalDeadline", [id]);
    const snapshot = standing?.snapshot ?? Number(deadline - (await ask("votingPeriod", [])));
    await warpPast(deadline);
    const entry = entrySlot(slotOf(layout, "_proposalVotes"), toWord(id));
    const against = BigInt(String(await rpc("eth_getStorageAt", [contracts.governor, toWord(entry), "latest"])));
    await write(entry + 1n, against + (await ask("quorum", [BigInt(snapshot)])) + 1n);
  }

  async function write(slot: bigint, value: bigint): Promise<void> {
    await rpc("hardhat_setStorageAt", [contracts.governor, `0x${slot.toString(16)}`, toWord(value)]);
  }

  async function now(): Promise<bigint> {
    const block = (await rpc("eth_getBlockByNumber", ["latest", false])) as { readonly timestamp: string };
    return BigInt(block.timestamp);
  }

  /** Until the next block is later than `moment`. */
  async function warpPast(moment: bigint): Promise<void> {
    if ((await now()) > moment) return;
    await rpc("evm_setNextBlockTimestamp", [`0x${(moment + 1n).toString(16)}`]);
    await rpc("evm_mine", []);
  }

  async function execute(): Promise<PlayedProposal> {
    const data = governor.encodeFunctionData("execute(address[],uint256[],bytes[],bytes32)", given);
    const call = { from: STRANGER, to: contracts.governor, data, gas: GAS, gasPrice: "0x0" };
    const executedAt = Number(await now());
    const empty = { executedAt, gasUsed: 0n, frames: null, logs: [], changes: [] };
    const refusal = await rpc("eth_call", [call, "latest"]).then(
      () => null,
      (error: unknown) => (revertData(error) ?? "0x") as Hex,
    );
    if (refusal !== null) {
      const frames = readFrames(await rpc("debug_traceCall", [call, "latest", { tracer: "callTracer" }]));
      return { ...empty, revertData: refusal, failedCall: failedCallOf(frames, contracts.timelock) };
    }
    const hash = await send(data);
    const receipt = (await rpc("eth_getTransactionReceipt", [hash])) as RawReceipt;
    const frames = readFrames(await rpc("debug_traceTransaction", [hash, { tracer: "callTracer" }]));
    const tracer = { tracer: "prestateTracer", tracerConfig: { diffMode: true } };
    return {
      ...empty,
      revertData: null,
      failedCall: null,
      gasUsed: BigInt(receipt.gasUsed),
      frames,
      logs: receipt.logs.map(({ address, topics, data: bytes }) => ({
        address: toAddress(address),
        topics,
        data: bytes,
      })),
      changes: readSlotChanges(await rpc("debug_traceTransaction", [hash, tracer])),
    };
  }
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
