import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { blockAt, type BlockRef } from "../../src/chain/finality.ts";
import { readProposals, type Proposal } from "../../src/chain/proposals/read-proposals.ts";
import { readStanding, type Standing } from "../../src/chain/proposals/read-standing.ts";
import { findProposal } from "../../src/governance/find-proposal.ts";
import { formatMoment } from "../../src/primitives/time-words.ts";
import { openAccount, openDeployment, type OpenAccount, type OpenDeployment } from "../open-deployment.ts";

/** A deployment and the block that everything is told as of. */
export type OpenGovernance = OpenDeployment & { readonly block: BlockRef };

/** Opens the deployment for reading, and says on stderr which one it is. */
export async function openGovernance(
  hre: HardhatRuntimeEnvironment,
  { json }: { json: boolean },
): Promise<OpenGovernance> {
  const opened = await openDeployment(hre);
  const block = await blockAt(opened.connection.ethers.provider, "latest");
  if (!json) announce(opened, block);
  return { ...opened, block };
}

/** Opens the deployment as an account that sends, and says on stderr which one it is, and who. */
export async function openVoter(
  hre: HardhatRuntimeEnvironment,
  { account, json }: { account: number; json: boolean },
): Promise<OpenAccount & { readonly block: BlockRef }> {
  const opened = await openAccount(hre, account);
  const block = await blockAt(opened.connection.ethers.provider, "latest");
  if (!json) announce(opened, block, opened.signer.address);
  return { ...opened, block };
}

function announce({ record }: OpenDeployment, { number, timestamp }: BlockRef, account?: string): void {
  const who = account === undefined ? "" : `as ${account}\n`;
  process.stderr.write(
    `${record.network}, chain ${record.chainId}, block ${number}, ${formatMoment(timestamp)}\n${who}`,
  );
}

/** Every proposal, oldest first. */
export async function proposalsOf({ collective, record, block }: OpenGovernance): Promise<Proposal[]> {
  return readProposals(collective.governor, { fromBlock: record.deployedAtBlock, toBlock: block.number });
}

/** The proposal that a number or an id means, and where it stands. */
export async function openProposal(
  opened: OpenGovernance,
  text: string,
): Promise<{ readonly proposal: Proposal; readonly standing: Standing }> {
  const proposal = findProposal(await proposalsOf(opened), text);
  return { proposal, standing: await readStanding(opened.collective.governor, proposal.id, opened.block.timestamp) };
}
