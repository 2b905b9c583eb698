import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { id, type BaseContract } from "ethers";
import { GPT } from "./token-signatures.ts";
import { accountNamed, deployRival, gasOf, type Stage } from "./stage.ts";

/** Gas of a proposal with one call, from its making to its execution. */
export type ProposalFigures = {
  readonly governor: string;
  readonly propose: number;
  readonly firstVote: number;
  readonly laterVote: number;
  readonly queue: number;
  readonly execute: number;
};

/** A governor in its role, with accounts that are their own delegates. */
export type Governed = {
  readonly governor: BaseContract;
  readonly token: BaseContract;
  readonly voters: readonly [HardhatEthersSigner, HardhatEthersSigner];
  /** One more, whose key this process has. */
  readonly signer: HardhatEthersSigner;
};

const DAY = 86_400n;
const FOR = 1;
const ROLES = ["PROPOSER_ROLE", "CANCELLER_ROLE", "EXECUTOR_ROLE"];

/** Measures OpenZeppelin's governor and ours with the same token, timelock, delays, voters and call. */
export async function measureProposals(stage: Stage): Promise<ProposalFigures[]> {
  return [
    { governor: "OpenZeppelin's stock governor", ...(await measureLife(stage, await openStock(stage), false)) },
    { governor: "ours, named by its contents", ...(await measureLife(stage, await openOurs(stage), false)) },
    { governor: "ours, named by its number", ...(await measureLife(stage, await openOurs(stage), true)) },
  ];
}

async function openStock(stage: Stage): Promise<Governed> {
  const [deployer] = await stage.connection.ethers.getSigners();
  const timelock = await deployRival(stage, "StockTimelock", 2n * DAY, deployer);
  return open(stage, timelock, (token) =>
    deployRival(stage, "StockGovernor", token, timelock, DAY, 5n * DAY, 100_000n * GPT),
  );
}

/** Deploys our governor. */
export async function openOurs(stage: Stage): Promise<Governed> {
  const { ethers } = stage.connection;
  const [deployer] = await ethers.getSigners();
  const guardian = await accountNamed(stage.connection, "guardian");
  const timelock = await ethers.deployContract("CollectiveTimelock", [2n * DAY, [], [], deployer!]);
  const settings = {
    votingDelay: DAY,
    votingPeriod: 5n * DAY,
    lateQuorumExtension: 2n * DAY,
    proposalThreshold: 100_000n * GPT,
    quorum: { capBps: 1_000n, shareBps: 3_000n, floor: 1_000_000n * GPT },
    guardian,
  };
  return open(stage, timelock, (token) =>
    ethers.deployContract("CollectiveGovernor", [token, timelock.getAddress(), settings]),
  );
}

async function open(
  { connection }: Stage,
  timelock: BaseContract,
  deployGovernor: (token: BaseContract) => Promise<BaseContract>,
): Promise<Governed> {
  const [deployer, signer] = await connection.ethers.getSigners();
  const token = await connection.ethers.deployContract("GPTToken", [
    deployer!,
    timelock.getAddress(),
    deployer!,
    deployer!,
  ]);
  const governor = await deployGovernor(token);
  for (const role of ROLES) await gasOf(deployer!, timelock, "grantRole", id(role), governor);

  const voters = [await accountNamed(connection, "voter 1"), await accountNamed(connection, "voter 2")] as const;
  for (const voter of [...voters, signer!]) {
    await token.transfer(voter, 10_000_000n * GPT);
    await token.connect(voter).delegate(voter);
  }
  return { governor, token, voters, signer: signer! };
}

/** A proposal to pay one $GPT out of the treasury, in the forms that the functions of a governor want. */
export async function proposalOf({ governor, token, voters }: Governed, description: string) {
  const data = token.interface.encodeFunctionData("transfer", [voters[0].address, GPT]);
  const call: [string[], bigint[], string[]] = [[await token.getAddress()], [0n], [data]];
  const contents: [...typeof call, string] = [...call, id(description)];
  const proposalId = (await governor.getFunction("hashProposal").staticCall(...contents)) as bigint;
  return { id: proposalId, call, contents, description };
}

async function measureLife({ connection }: Stage, governed: Governed, byNumber: boolean) {
  const { time } = connection.networkHelpers;
  const { governor, voters } = governed;
  const [first, second] = voters;
  const { id: proposalId, call, contents, description } = await proposalOf(governed, "Pay a voter one $GPT");
  const read = (name: string) => governor.getFunction(name).staticCall(proposalId) as Promise<bigint>;
  const step = (name: string) =>
    byNumber
      ? gasOf(second, governor, `${name}(uint256)`, proposalId)
      : gasOf(second, governor, `${name}(address[],uint256[],bytes[],bytes32)`, ...contents);

  await time.increase(1n);
  const propose = await gasOf(first, governor, "propose", ...call, description);
  await time.increaseTo((await read("proposalSnapshot")) + 1n);
  const firstVote = await gasOf(first, governor, "castVote", proposalId, FOR);
  const laterVote = await gasOf(second, governor, "castVote", proposalId, FOR);
  await time.increaseTo((await read("proposalDeadline")) + 1n);
  const queue = await step("queue");
  await time.increaseTo(await read("proposalEta"));
  const execute = await step("execute");
  return { propose, firstVote, laterVote, queue, execute };
}
