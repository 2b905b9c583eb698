import type { BaseContract } from "ethers";
import type { ContractName } from "../../src/chain/deployment-record.ts";
import { encodeCall } from "../../src/chain/encode-call.ts";
import { proposalIdOf, withProposer, type ProposalCall } from "../../src/chain/proposals/proposal-calls.ts";
import { readTargetCode } from "../../src/chain/proposals/read-target-code.ts";
import { buildReport } from "../../src/governance/simulation/build-report.ts";
import { STRANGER, type Rpc } from "../../src/governance/simulation/chain-copy.ts";
import { readLayouts } from "../../src/governance/simulation/layouts.ts";
import {
  playProposal,
  type PlayedProposal,
  type ProposalToPlay,
} from "../../src/governance/simulation/play-proposal.ts";
import { readSurroundings } from "../../src/governance/simulation/read-surroundings.ts";
import type { SimulationReport } from "../../src/governance/simulation/report.ts";
import type { Address } from "../../src/primitives/identifiers.ts";
import type { deployedCollective } from "./deployed-collective.ts";

/** A call that the timelock makes, to a contract of the collective or to any other account. */
function proposalCall(target: Address, contract: BaseContract, name: string, values: readonly unknown[]) {
  const { calldata } = encodeCall(contract, name, values);
  return { target, value: 0n, calldata } satisfies ProposalCall;
}

type Played = Partial<Omit<ProposalToPlay, "calls">> & { readonly proposedAtBlock?: number };

/** Plays proposals on a chain of this process, which is put back after each. */
export function simulatedProposals({
  connection,
  collective,
  record,
  provider,
}: Pick<Awaited<ReturnType<typeof deployedCollective>>, "connection" | "collective" | "record" | "provider">) {
  const layouts = readLayouts();
  const rpc: Rpc = (method, params) => connection.provider.request({ method, params: [...params] });
  const toPlay = (calls: readonly ProposalCall[], given: Played): ProposalToPlay => {
    return { calls, proposer: STRANGER, description: withProposer("# A test", STRANGER), standing: null, ...given };
  };
  /** What `read` tells right after a proposal was carried out, or refused. */
  const after = async <T>(
    calls: readonly ProposalCall[],
    read: (played: PlayedProposal) => T | Promise<T>,
    given: Played = {},
  ): Promise<T> => {
    const before = await connection.networkHelpers.takeSnapshot();
    try {
      return await read(await playProposal(rpc, record, layouts.governor, toPlay(calls, given)));
    } finally {
      await before.restore();
    }
  };
  const play = (calls: readonly ProposalCall[], given: Played = {}) => after(calls, (played) => played, given);
  return {
    after,
    play,
    /** A call to one of the collective's contracts. */
    call: (target: ContractName, name: string, values: readonly unknown[] = []) =>
      proposalCall(record.contracts[target], collective[target], name, values),

    simulate: async (calls: readonly ProposalCall[], given: Played = {}): Promise<SimulationReport> => {
      const { proposer, description, standing } = toPlay(calls, given);
      const block = await provider.getBlockNumber();
      const around = await readSurroundings(collective, record, block);
      const code = await readTargetCode(provider, record, calls, given.proposedAtBlock ?? null);
      return buildReport({
        record,
        facts: {
          ...{ network: record.network, chainId: record.chainId, block, number: null, title: "A test", proposer },
          ...{ proposalId: proposalIdOf(calls, description), state: standing?.state ?? "files" },
        },
        calls,
        played: await play(calls, given),
        around,
        code,
        coolingOff: Number(await collective.access.coolingOff()),
        layouts,
      });
    },
  };
}

/** The codes of what a report says to look at, the gravest first. */
export function codesOf({ findings }: Pick<SimulationReport, "findings">): string[] {
  return findings.map(({ code, severity }) => `${severity} ${code}`);
}
