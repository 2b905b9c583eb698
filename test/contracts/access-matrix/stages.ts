import { id, Interface, ZeroHash } from "ethers";
import { network } from "hardhat";
import { local } from "../../../deploy/config/local.ts";
import { deployCollective } from "../../../deploy/deploy-collective.ts";
import { connectCollective, type Collective } from "../../../src/chain/collective.ts";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import { people } from "./access-matrix.ts";
import { ageRecipient, type Subjects } from "./sample-calls.ts";

const GPT = 10n ** 18n;
const EPOCH = 1n;

/** The moments of an epoch at which functions are tried, in their order. */
export type Stage = "begun" | "commit" | "reveal" | "report" | "pending";

/** The real deployment with a person for every role, in the first epoch. */
export async function deployStages() {
  const connection = await network.create<"l1">();
  const { ethers, networkHelpers } = connection;
  const signers = await ethers.getSigners();
  const [deployer, ...others] = signers;
  // Three more of the validators agree with `validator`, so that four of five make a quorum.
  const [second, third, fourth, ...rest] = others;
  const named = Object.fromEntries(people.map((name, index) => [name, name === "deployer" ? deployer! : rest[index]!]));
  const as = named as Record<(typeof people)[number], NonNullable<typeof deployer>>;
  const voters = [as.validator, second!, third!, fourth!, others.at(-1)!];
  const genesis = [...voters, as.idle, as.ejected, as.admitted, as.leaving].map(({ address }) => ({
    account: toAddress(address),
    ageRecipient,
    endpoint: "",
  }));
  const [guardian, foundation, team] = [as.guardian, as.foundation, as.team].map(({ address }) => toAddress(address));
  const config = { ...local, guardian: guardian!, foundation: foundation!, team: team! };
  const { record } = await deployCollective(connection, { ...config, validators: { ...local.validators, genesis } });
  const collective = connectCollective(record, ethers.provider);
  const by = (signer: NonNullable<typeof deployer>) => connectCollective(record, signer);

  await networkHelpers.impersonateAccount(record.contracts.timelock);
  await networkHelpers.setBalance(record.contracts.timelock, GPT);
  const treasury = by(await ethers.getSigner(record.contracts.timelock));
  for (const { account } of genesis) {
    const signer = await ethers.getSigner(account);
    if (signer.address !== as.admitted.address) await by(signer).validators.activate();
  }
  await by(as.leaving).validators.startLeaving();
  await by(as.contributor).registry.contribute(`0x${"11".repeat(32)}`, 1, "sha256:1");
  await treasury.token.transfer(as.proposer.address, 2_000n * GPT);
  await by(as.proposer).token.delegate(as.proposer.address);
  const grant = await grantAccess(treasury, as.stranger.address);
  await networkHelpers.time.increase(local.access.coolingOff);
  const calls = { targets: [as.stranger.address], values: [0n], calldatas: ["0x"] };
  await by(as.proposer).governor.propose(calls.targets, calls.values, calls.calldatas, "One");
  const proposal = {
    ...calls,
    descriptionHash: id("One"),
    id: await collective.governor.latestProposalOf(as.proposer),
  };
  await networkHelpers.time.increaseTo((await collective.governor.proposalSnapshot(proposal.id)) + 1n);

  const ofPeople = Object.fromEntries(people.map((name) => [name, as[name].address]));
  const addresses = { ...record.contracts, ...(ofPeople as Record<(typeof people)[number], string>) };
  const subjects: Subjects = {
    collective,
    stranger: as.stranger.address,
    validator: as.validator.address,
    contributionId: await collective.registry.contributionIdOf(as.contributor.address, 0),
    grant,
    proposal,
  };
  const eject = () => treasury.validators.remove(as.ejected.address);
  return { connection, addresses, subjects, voters: voters.map(by), eject, time: networkHelpers.time };
}

/** What {@link deployStages} gives. */
export type Staged = Awaited<ReturnType<typeof deployStages>>;

/** A free grant for the purpose to which the contributor agreed, by a vote. */
async function grantAccess({ tools, access }: Collective, grantee: string): Promise<Subjects["grant"]> {
  const tool = ["A tool", "sha256:2", id("code"), 1] as const;
  await tools.approveTool(...tool);
  const toolId = await tools.toolIdOf(...tool);
  const terms = { grantee, purpose: 0, duration: 86_400, price: 0, toolId, policyHash: id("policy") };
  await access.createGrant(terms, ageRecipient);
  return { id: await access.grantCount(), terms, granteeKey: ageRecipient };
}

/** Lets time and the validators go on to the next stage. */
export async function enterStage(stage: Stage, { subjects, voters, eject, time }: Staged): Promise<void> {
  const { schedule } = subjects.collective;
  if (stage === "commit") {
    await time.increaseTo((await schedule.endOf(EPOCH)) + 1n);
    await eject();
  } else if (stage === "reveal") {
    for (const { commitments } of voters) await commitments.commitScores(EPOCH, id("scores"));
    await time.increaseTo(await schedule.commitEndsAt(EPOCH));
  } else if (stage === "report") {
    for (const { commitments } of voters) await commitments.revealScores(EPOCH, "sha256:1");
    await time.increaseTo(await schedule.revealEndsAt(EPOCH));
  } else if (stage === "pending") {
    const report = await firstReport(subjects.collective);
    for (const { distributor } of voters) await distributor.submitRoot(EPOCH, report, "sha256:1");
  }
}

/** A report of epoch 1 that the distributor accepts: two leaves that get nothing. */
async function firstReport({ reserve, commitments }: Collective) {
  const filesBitmap = await commitments.revealedBitmap(EPOCH);
  const { rulesetHash } = await reserve.parametersOf(EPOCH);
  const hashes = { root: id("root"), inputsHash: id("inputs"), artifactHash: id("artifact"), prevRoot: ZeroHash };
  return { ...hashes, totalCumulative: 0n, leafCount: 2n, filesBitmap, rulesetHash };
}

/** The stage at which a function checks its caller; everything else is tried at the first. */
export const stageOf: Readonly<Record<string, Stage>> = {
  "commitments.commitScores": "commit",
  "commitments.revealScores": "reveal",
  "distributor.submitRoot": "report",
  "distributor.confirmRoot": "pending",
  "distributor.veto": "pending",
};

/** The arguments of the functions whose arguments depend on what happened in the epoch. */
export async function epochArguments(key: string, { collective }: Subjects): Promise<unknown[] | undefined> {
  if (key === "commitments.commitScores") return [EPOCH, id("scores")];
  if (key === "commitments.revealScores") return [EPOCH, "sha256:1"];
  if (key === "distributor.submitRoot") return [EPOCH, await firstReport(collective), "sha256:1"];
  if (key === "distributor.confirmRoot") return [EPOCH, (await collective.distributor.pendingRoot()).reportHash];
  return undefined;
}

/** The name of the custom error in the revert data of a call. */
export function errorName(data: string, errors: Interface): string {
  return data === "0x" ? "(no reason)" : (errors.parseError(data)?.name ?? data);
}
