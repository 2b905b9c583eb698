import { connectCollective } from "../../src/chain/collective.ts";
import { keccak256 } from "../../src/primitives/hash.ts";
import { bytesToHex } from "../../src/primitives/bytes.ts";
import type { CollectiveConnection } from "../connection.ts";
import { copyChain } from "../copy-chain.ts";
import { explainFailure } from "../explain-failure.ts";
import { findingsOf, type Check, type Finding } from "./finding.ts";
import { delegates, type Delegate } from "./reachable.ts";

const point = findingsOf(23);
const FOR = 1;
const ACTIVE = 1n;
const EXECUTED = 7n;
const RICH = 10n ** 20n;
const GAS = 10_000_000;
/** Nobody's account; on the copy it is given the treasury's votes while nobody else has any. */
const TRIAL_VOTER = "0x00000000000000000000000000000000007e57ed";

/**
 * Point 23: plays a proposal that changes nothing to its end. On a copy: a node's chain is forked in this process, and a
 * chain of this process is put back afterwards. Nothing is sent to a node.
 */
export async function dryRunFindings(check: Check): Promise<Finding[]> {
  const { connection } = check;
  if (connection.networkConfig.type !== "http") {
    const before = await connection.networkHelpers.takeSnapshot();
    const findings = await rehearse(check, connection);
    await before.restore();
    return findings;
  }
  // Without a number the copy would begin 128 blocks ago, perhaps before the deployment.
  const blockNumber = await connection.ethers.provider.getBlockNumber();
  const copy = await copyChain(connection, check.config.chainId, blockNumber);
  try {
    return await rehearse(check, copy);
  } finally {
    await copy.close();
  }
}

async function rehearse(check: Check, copy: CollectiveConnection): Promise<Finding[]> {
  try {
    const { voters, whose } = await gatherVotes(check, copy);
    const state = await playProposal(check, copy, voters);
    return [point.equal(`a proposal that changes nothing passes with ${whose}`, EXECUTED, state)];
  } catch (error) {
    const { message } = explainFailure(error);
    return [point.holds("a proposal that changes nothing passes", false, message)];
  }
}

/** Who plays the proposal: the proposer first, then everybody who votes for it. */
type Voters = { readonly voters: readonly string[]; readonly whose: string };

/** Those who could really pass a proposal; while there are none, the treasury's votes, which only the copy delegates. */
async function gatherVotes(check: Check, copy: CollectiveConnection): Promise<Voters> {
  const { collective, record } = check;
  const now = (await check.connection.ethers.provider.getBlock("latest"))?.timestamp ?? 0;
  const quorum = await collective.governor.quorum(now - 1);
  const real = await delegates(check);
  const together = real.reduce((sum, { votes }) => sum + votes, 0n);
  const proposer = together >= quorum ? await findProposer(check, real) : undefined;
  if (proposer !== undefined) {
    const others = real.map(({ account }) => account).filter((account) => account !== proposer);
    return { voters: [proposer, ...others], whose: "the votes that are delegated today" };
  }
  const treasury = connectCollective(record, await impersonate(copy, record.contracts.timelock));
  await treasury.token.delegate(TRIAL_VOTER, { gasLimit: GAS });
  await copy.networkHelpers.mine();
  return {
    voters: [TRIAL_VOTER],
    whose: "the treasury's votes, lent on a copy of the chain because too few are delegated today",
  };
}

/** Who has the votes to propose and no proposal that is still pending or active: nobody may have two. */
async function findProposer({ collective }: Check, real: readonly Delegate[]): Promise<string | undefined> {
  const { governor } = collective;
  const threshold = await governor.proposalThreshold();
  for (const { account, votes } of real) {
    if (votes < threshold) return undefined;
    const latest = await governor.latestProposalOf(account);
    if (latest === 0n || (await governor.state(latest)) > ACTIVE) return account;
  }
  return undefined;
}

/** Proposes, votes, queues and executes; gives the state that the proposal ends in. */
async function playProposal({ record }: Check, copy: CollectiveConnection, voters: readonly string[]): Promise<bigint> {
  const { contracts } = record;
  const { networkHelpers } = copy;
  const as = async (account: string) => connectCollective(record, await impersonate(copy, account));
  const proposer = await as(voters[0] ?? "");
  const { governor, token, timelock } = proposer;
  const data = token.interface.encodeFunctionData("balanceOf", [contracts.timelock]);
  const description = `Rehearsal: reads a balance and changes nothing #proposer=${voters[0] ?? ""}`;
  const hash = bytesToHex(keccak256(new TextEncoder().encode(description)));
  const action = [[contracts.token], [0n], [data]] as [string[], bigint[], string[]];
  const options = { gasLimit: GAS };
  const id = await governor.getProposalId(...action, hash);
  await governor.propose(...action, description, options);
  await networkHelpers.time.increaseTo((await governor.proposalSnapshot(id)) + 1n);
  for (const voter of voters) await (await as(voter)).governor.castVote(id, FOR, options);
  await networkHelpers.time.increaseTo((await governor.proposalDeadline(id)) + 1n);
  await governor["queue(address[],uint256[],bytes[],bytes32)"](...action, hash, options);
  await networkHelpers.time.increase((await timelock.getMinDelay()) + 1n);
  await governor["execute(address[],uint256[],bytes[],bytes32)"](...action, hash, options);
  return governor.state(id);
}

async function impersonate({ ethers, networkHelpers }: CollectiveConnection, account: string) {
  await networkHelpers.impersonateAccount(account);
  await networkHelpers.setBalance(account, RICH);
  return ethers.getSigner(account);
}
