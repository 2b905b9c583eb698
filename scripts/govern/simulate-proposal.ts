import { copyChain } from "../../deploy/copy-chain.ts";
import { account as accountField } from "../../deploy/config/fields.ts";
import { proposalIdOf, withProposer } from "../../src/chain/proposals/proposal-calls.ts";
import { readTargetCode } from "../../src/chain/proposals/read-target-code.ts";
import { contractNames } from "../../src/chain/deployment-record.ts";
import { changedSince } from "../../src/governance/simulation/find-dangers.ts";
import { isProposalNumber, titleOf } from "../../src/governance/find-proposal.ts";
import { loadProposal } from "../../src/governance/load-proposal.ts";
import { buildReport } from "../../src/governance/simulation/build-report.ts";
import { readLayouts } from "../../src/governance/simulation/layouts.ts";
import { STRANGER, type Rpc } from "../../src/governance/simulation/chain-copy.ts";
import { playProposal, type ProposalToPlay } from "../../src/governance/simulation/play-proposal.ts";
import { readSurroundings, type Surroundings } from "../../src/governance/simulation/read-surroundings.ts";
import type { SimulationReport } from "../../src/governance/simulation/report.ts";
import { InvalidInputError } from "../../src/primitives/errors.ts";
import type { Address } from "../../src/primitives/identifiers.ts";
import { openProposal, type OpenGovernance } from "./open-governance.ts";

/** A report, what its accounts are called, and the folder of the files that it is about, if it is about files. */
export type Simulation = {
  readonly report: SimulationReport;
  readonly around: Surroundings;
  readonly folder: string | null;
};

type Subject = ProposalToPlay &
  Pick<SimulationReport, "number" | "title" | "state"> & { readonly folder: string | null };

/** Plays a proposal of the chain, or files that nobody proposed yet, on a copy of the chain. `as` is who would propose them. */
export async function simulateProposal(opened: OpenGovernance, given: string, as = ""): Promise<Simulation> {
  const { connection, record, collective, block } = opened;
  const { subject, proposedAtBlock } = await subjectOf(opened, given, as);
  const layouts = readLayouts();
  const [around, coolingOff] = await Promise.all([
    readSurroundings(collective, record, block.number),
    collective.access.coolingOff(),
  ]).catch(async (cause: unknown) => {
    throw (await replaced(opened)) ?? cause;
  });
  const code = await readTargetCode(connection.ethers.provider, record, subject.calls, proposedAtBlock);
  const copy = await copyChain(connection, record.chainId, block.number);
  try {
    const rpc: Rpc = (method, params) => copy.provider.request({ method, params: [...params] });
    const played = await playProposal(rpc, record, layouts.governor, subject);
    const isKnown = subject.proposer !== STRANGER;
    const report = buildReport({
      record,
      facts: {
        network: record.network,
        chainId: record.chainId,
        block: block.number,
        proposalId: isKnown ? proposalIdOf(subject.calls, subject.description) : null,
        number: subject.number,
        title: subject.title,
        proposer: isKnown ? subject.proposer : null,
        state: subject.state,
      },
      calls: subject.calls,
      played,
      around,
      code,
      coolingOff: Number(coolingOff),
      layouts,
    });
    return { report, around, folder: subject.folder };
  } finally {
    await copy.close();
  }
}

/** That a contract of the collective has other code than it was deployed with, and answers nothing that can be believed. */
async function replaced({ connection, record }: OpenGovernance): Promise<InvalidInputError | null> {
  const all = contractNames.map((name) => ({ target: record.contracts[name], value: 0n, calldata: "0x" }) as const);
  const code = await readTargetCode(connection.ethers.provider, record, all, null);
  const other = code.find((target) => changedSince(target) !== null);
  if (other === undefined) return null;
  return new InvalidInputError(
    "GOVERNANCE_CODE_CHANGED",
    `The code at ${other.address} is another one than deployed.`,
    {
      hint: "Nothing that it answers can be believed. Check the endpoint, and npx hardhat ops check.",
    },
  );
}

async function subjectOf(
  opened: OpenGovernance,
  given: string,
  as: string,
): Promise<{ readonly subject: Subject; readonly proposedAtBlock: number | null }> {
  if (isProposalNumber(given)) {
    const { proposal, standing } = await openProposal(opened, given);
    const { number, description, proposedAtBlock } = proposal;
    const facts = { standing, number, state: standing.state, folder: null, title: titleOf(description) };
    return { subject: { ...proposal, ...facts }, proposedAtBlock };
  }
  const { calls, title, description, folder } = await loadProposal(given, opened.record);
  const proposer = as === "" ? STRANGER : readAccount(as);
  const facts = { standing: null, number: null, state: "files", folder, title };
  return {
    subject: { calls, proposer, description: withProposer(description, proposer), ...facts },
    proposedAtBlock: null,
  };
}

function readAccount(text: string): Address {
  const { data, error } = accountField().safeParse(text);
  if (data !== undefined) return data;
  throw new InvalidInputError("SCRIPT_USAGE", `--as: ${error.issues[0]?.message ?? "cannot be used"}`);
}
