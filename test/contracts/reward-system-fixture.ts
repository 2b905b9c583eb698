import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { id, zeroPadValue, ZeroHash, type BaseContract, type TypedDataField } from "ethers";
import type { network } from "hardhat";
import type { IRewardReserve } from "../../typechain-types/index.ts";

/** A connection to a simulated network, as `network.create()` gives it. */
export type Connection = Awaited<ReturnType<typeof network.create<"l1">>>;

/** What a validator reports; amounts in wei. */
export type Report = {
  root: string;
  totalCumulative: bigint;
  leafCount: bigint;
  filesBitmap: bigint;
  inputsHash: string;
  artifactHash: string;
  rulesetHash: string;
  prevRoot: string;
};

/** One row of a reward tree. */
export type Row = readonly [account: string, cumulativeWei: bigint];

export const GPT = 10n ** 18n;
const HOUR = 3_600n;
export const DAY = 24n * HOUR;
export const ROLES = { VALIDATOR_ADMIN: 1n, GUARDIAN: 2n, REWARD_DISTRIBUTOR: 3n } as const;
export const REASON = { Decrease: 0n, Duplicate: 1n, Veto: 2n, Guardian: 3n, QuorumLost: 4n } as const;

/** Of the reserve in these tests: 60,000,000 $GPT at 1 % per epoch. */
export const RESERVE_WEI = 60_000_000n * GPT;
export const BUDGET_WEI = 600_000n * GPT;
export const RULESET = id("ruleset-v1");
export const URI = "https://validator.example/epochs/1/";

export const PARAMETERS: IRewardReserve.RewardParametersStruct = {
  emissionBps: 100n,
  validatorShareBps: 1_000n,
  maxRewardPerUnit: 5n * GPT,
  rulesetHash: RULESET,
};

/** The EIP-712 type of a report, in the words of the interface. */
export const REPORT_TYPES: Record<string, TypedDataField[]> = {
  Report: [
    { name: "epoch", type: "uint256" },
    { name: "attempt", type: "uint256" },
    { name: "root", type: "bytes32" },
    { name: "totalCumulative", type: "uint256" },
    { name: "leafCount", type: "uint32" },
    { name: "filesBitmap", type: "uint256" },
    { name: "inputsHash", type: "bytes32" },
    { name: "artifactHash", type: "bytes32" },
    { name: "rulesetHash", type: "bytes32" },
    { name: "prevRoot", type: "bytes32" },
  ],
};

const SCHEDULE = { epochLength: 7n * DAY, commitWindow: DAY, revealWindow: DAY, activationDelay: DAY };
const AGE_RECIPIENT = `age1${"q".repeat(58)}`;

/** The tree of `rows` as everybody builds it: ascending accounts, no sorting by hash. */
export function treeOf(rows: readonly Row[]) {
  const ascending = rows.map(([account, wei]) => [account, wei] as [string, bigint]);
  ascending.sort(([a], [b]) => (BigInt(a) < BigInt(b) ? -1 : 1));
  return StandardMerkleTree.of(ascending, ["address", "uint256"], { sortLeaves: false });
}

/** The proof of the first row that has this account (and this amount, if given). */
export function proofOf(tree: ReturnType<typeof treeOf>, account: string, cumulativeWei?: bigint): string[] {
  for (const [index, [owner, amountWei]] of tree.entries()) {
    if (owner === account && (cumulativeWei ?? amountWei) === amountWei) return tree.getProof(index);
  }
  throw new Error(`no leaf of ${account}`);
}

/** A report of `rows` that follows the first active root, by the files of the first four slots. */
export function reportOf(rows: readonly Row[], changes: Partial<Report> = {}): Report {
  return {
    root: treeOf(rows).root,
    totalCumulative: rows.reduce((sum, [, wei]) => sum + wei, 0n),
    leafCount: BigInt(rows.length),
    filesBitmap: 0b1111n,
    inputsHash: id("inputs"),
    artifactHash: id("artifact"),
    rulesetHash: RULESET,
    prevRoot: ZeroHash,
    ...changes,
  };
}

/** Everything an epoch needs, with the real contracts and `count` active validators in slots 0…count − 1. */
export async function deployRewardSystem(connection: Connection, count = 4) {
  const { ethers, networkHelpers } = connection;
  const [admin, guardian, stranger, alice, bob, carol, payer] = await ethers.getSigners();
  const people = { admin: admin!, guardian: guardian!, stranger: stranger!, alice: alice!, bob: bob!, carol: carol! };
  const genesis = BigInt(await networkHelpers.time.latest()) + HOUR;

  const holder = people.admin.address;
  const authority = await ethers.deployContract("AccessManager", [holder]);
  const token = await ethers.deployContract("GPTToken", [holder, holder, holder, holder]);
  const schedule = await ethers.deployContract("EpochSchedule", [{ genesis, ...SCHEDULE }]);
  const registry = await ethers.deployContract("ValidatorRegistry", [authority, token, holder, 0n, 14n * DAY]);
  const commitments = await ethers.deployContract("ScoreCommitments", [schedule, registry]);
  const reserve = await ethers.deployContract("RewardReserve", [authority, token, schedule, PARAMETERS]);
  const distributorArgs = [authority, token, schedule, registry, commitments, reserve];
  const distributor = await ethers.deployContract("RewardDistributor", distributorArgs);

  const selectors = (contract: BaseContract, ...names: string[]) =>
    names.map((name) => contract.interface.getFunction(name)!.selector);
  const releases = selectors(reserve, "release", "skip");
  const guards = selectors(distributor, "pause", "cancelRoot");
  await authority.setTargetFunctionRole(reserve, releases, ROLES.REWARD_DISTRIBUTOR);
  await authority.setTargetFunctionRole(distributor, guards, ROLES.GUARDIAN);
  await authority.grantRole(ROLES.REWARD_DISTRIBUTOR, distributor, 0n);
  await authority.grantRole(ROLES.GUARDIAN, people.guardian, 0n);

  await token.approve(reserve, RESERVE_WEI);
  await reserve.fund(RESERVE_WEI);
  await token.transfer(payer!, 1_000_000n * GPT);
  await token.connect(payer).approve(reserve, 1_000_000n * GPT);

  const validators: HardhatEthersSigner[] = [];
  for (let slot = 0; slot < count; slot++) validators.push(await admitValidator(connection, registry, slot));

  const contracts = { authority, token, schedule, registry, commitments, reserve, distributor };
  return { ...contracts, ...people, payer: payer!, validators, connection, genesis };
}

/** What {@link deployRewardSystem} gives. */
export type RewardSystem = Awaited<ReturnType<typeof deployRewardSystem>>;

/** Admits and activates one more validator with a fixed address per number. */
export async function admitValidator(
  { ethers, networkHelpers }: Connection,
  registry: RewardSystem["registry"],
  number: number,
) {
  const address = ethers.getAddress(zeroPadValue(ethers.toBeHex(0x7a11da70000 + number), 20));
  await networkHelpers.impersonateAccount(address);
  await networkHelpers.setBalance(address, 10n ** 18n);
  const validator = await ethers.getSigner(address);
  await registry.admit(address, AGE_RECIPIENT, "");
  await registry.connect(validator).activate();
  return validator;
}

/** Runs the commit and reveal windows of `epoch`, and stops when reports open. */
export async function revealScores(system: RewardSystem, epoch: bigint, revealers = system.validators) {
  const { schedule, commitments, connection } = system;
  const { time } = connection.networkHelpers;
  await time.increaseTo((await schedule.endOf(epoch)) + 1n);
  for (const validator of revealers) await commitments.connect(validator).commitScores(epoch, id(validator.address));
  await time.increaseTo(await schedule.commitEndsAt(epoch));
  for (const validator of revealers) await commitments.connect(validator).revealScores(epoch, URI);
  await time.increaseTo(await schedule.revealEndsAt(epoch));
}

/** Lets `voters` submit the same report. */
export async function submitRoots(system: RewardSystem, epoch: bigint, report: Report, voters = quorumOf(system)) {
  for (const voter of voters) await system.distributor.connect(voter).submitRoot(epoch, report, URI);
}

/** The first ⌊2N/3⌋ + 1 validators. */
function quorumOf({ validators }: RewardSystem) {
  return validators.slice(0, Math.floor((2 * validators.length) / 3) + 1);
}

/** Reports `rows` for `epoch` and makes them active; returns their tree. */
export async function settleEpoch(system: RewardSystem, epoch: bigint, rows: readonly Row[]) {
  const { distributor, connection } = system;
  await revealScores(system, epoch);
  const prevRoot = await distributor.rootOf(await distributor.lastActiveEpoch());
  await submitRoots(system, epoch, reportOf(rows, { prevRoot }));
  await connection.networkHelpers.time.increaseTo((await distributor.pendingRoot()).activatesAt);
  await distributor.activate(epoch);
  return treeOf(rows);
}
