import type { DeploymentConfig } from "../../deploy/config/deployment-config.ts";
import { local } from "../../deploy/config/local.ts";
import { deployCollective } from "../../deploy/deploy-collective.ts";
import { connectCollective } from "../../src/chain/collective.ts";
import { toAddress } from "../../src/primitives/identifiers.ts";
import { connection, ethers, GPT, networkHelpers } from "../contracts/fixtures/governance.ts";

/** What the treasury has given to each voter, who is its own delegate; wei of $GPT. The quorum is 2,550,000 $GPT. */
export const votesWei = {
  alice: 4_000_000n * GPT,
  bob: 3_000_000n * GPT,
  carol: 1_000_000n * GPT,
  dave: 500_000n * GPT,
} as const;

/** What a plain call to the timelock needs beside target, value and calldata. */
export const NO_PREDECESSOR = ethers.ZeroHash;

/**
 * The real deployment, on the chain of the governor's fixtures. Nobody has liquid $GPT at genesis, so the treasury hands
 * some out first, as a vote could; nothing else is different.
 */
async function deployGoverned(changes: Partial<DeploymentConfig["governor"]> = {}) {
  const [deployer, , , , , guardian, foundation, team, alice, bob, carol, dave, stranger] = await ethers.getSigners();
  const [guardianOf, foundationOf, teamOf] = [guardian!, foundation!, team!].map(({ address }) => toAddress(address));
  const { record } = await deployCollective(connection, {
    ...local,
    governor: { ...local.governor, ...changes },
    guardian: guardianOf!,
    foundation: foundationOf!,
    team: teamOf!,
  });
  const collective = connectCollective(record, deployer!);
  const treasury = await impersonate(record.contracts.timelock);
  const voters = { alice: alice!, bob: bob!, carol: carol!, dave: dave! };
  for (const [name, voter] of Object.entries(voters)) {
    await collective.token.connect(treasury).transfer(voter, votesWei[name as keyof typeof votesWei]);
    await collective.token.connect(voter).delegate(voter);
  }
  await networkHelpers.time.increase(1);
  const givers = { foundation: foundation!, team: team!, treasury };
  const { contracts } = record;
  return {
    ...collective,
    ...voters,
    ...givers,
    contracts,
    deployer: deployer!,
    guardian: guardian!,
    stranger: stranger!,
  };
}

/** For `loadFixture`: as the local configuration deploys it, but with a person for every role. */
export async function governed() {
  return deployGoverned();
}

/** For `loadFixture`: without any voting delay, the shortest that a vote could set. */
export async function governedWithoutDelay() {
  return deployGoverned({ votingDelay: 0 });
}

/** What {@link governed} gives. */
export type Governed = Awaited<ReturnType<typeof governed>>;

/** A signer for the address of a contract. */
export async function impersonate(address: string) {
  await networkHelpers.impersonateAccount(address);
  await networkHelpers.setBalance(address, GPT);
  return ethers.getSigner(address);
}
