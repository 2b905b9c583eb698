import type { CallValue } from "../../src/chain/encode-call.ts";
import type { ContractName } from "../../src/chain/deployment-record.ts";
import type { Evidence } from "../../src/governance/simulation/find-dangers.ts";
import type { ReportedCall, ReportedEvent } from "../../src/governance/simulation/report.ts";
import type { CallFrame } from "../../src/governance/simulation/trace.ts";
import { contracts, stranger } from "./some-surroundings.ts";

/** What a proposal that does nothing leaves behind. */
export const nothing: Evidence = {
  format: "simulation-report-v1",
  ...{ network: "localhost", chainId: 31_337, block: 1, proposalId: null, number: null, title: "Nothing" },
  ...{ proposer: null, state: "files", executedAt: 1_800_000_000, refusal: null, gasUsed: 21_000n },
  ...{ calls: [], permissions: [], transfers: [], storage: [], events: [], code: [], frames: null },
};

/** A call that our ABIs have. */
export function reportedCall(
  contractName: ContractName,
  signature: string,
  values: Readonly<Record<string, CallValue>> = {},
): ReportedCall {
  return {
    ...{ number: 1, target: contracts[contractName], contractName, function: signature, values, words: [] },
    ...{ valueWei: 0n, calldata: "0x12345678", isExact: true, effect: null },
  };
}

/** An event that our ABIs have. */
export function reportedEvent(
  contractName: ContractName,
  name: string,
  values: Readonly<Record<string, CallValue>>,
): ReportedEvent {
  return { address: contracts[contractName], contractName, name, values };
}

/** A call inside a transaction: of the timelock to a stranger, unless something else is said. */
export function frame(changed: Partial<CallFrame> = {}): CallFrame {
  return {
    ...{ kind: "CALL", from: contracts.timelock, to: stranger, valueWei: 0n },
    ...{ input: "0x12345678", error: null, calls: [], ...changed },
  };
}
