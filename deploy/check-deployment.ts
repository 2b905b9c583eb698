import { artifacts } from "hardhat";
import { connectCollective, type Collective } from "../src/chain/collective.ts";
import { contractNames, type ContractName, type DeploymentRecord } from "../src/chain/deployment-record.ts";
import { readEvents } from "../src/chain/read-events.ts";
import type { DeploymentConfig } from "./config/deployment-config.ts";
import type { CollectiveConnection } from "./deploy-collective.ts";
import { roleFunctions, roles } from "./modules/collective.ts";

/** One statement about a deployment and whether it holds. */
export type Finding = { readonly statement: string; readonly ok: boolean; readonly found: string };

const artifactNames: Readonly<Record<ContractName, string>> = {
  token: "GPTToken",
  manager: "AccessManager",
  timelock: "TimelockController",
  governor: "CollectiveGovernor",
  schedule: "EpochSchedule",
  validators: "ValidatorRegistry",
  commitments: "ScoreCommitments",
  reserve: "RewardReserve",
  distributor: "RewardDistributor",
  registry: "DataRegistry",
  foundationVesting: "GPTVesting",
  teamVesting: "GPTVesting",
};

type Check = {
  readonly connection: CollectiveConnection;
  readonly config: DeploymentConfig;
  readonly record: DeploymentRecord;
  readonly collective: Collective;
};

/** Proves from the chain alone that a deployment is wired as documented and that its deployer kept nothing. Read-only. */
export async function checkDeployment(
  connection: CollectiveConnection,
  config: DeploymentConfig,
  record: DeploymentRecord,
): Promise<Finding[]> {
  const collective = connectCollective(record, connection.ethers.provider);
  const check: Check = { connection, config, record, collective };
  return [
    ...(await chainFindings(check)),
    ...(await codeFindings(check)),
    ...(await timelockFindings(check)),
    ...(await managerFindings(check)),
    ...(await wiringFindings(check)),
    ...(await parameterFindings(check)),
    ...(await supplyFindings(check)),
  ];
}

function finding(statement: string, expected: unknown, actual: unknown): Finding {
  const [wanted, found] = [String(expected).toLowerCase(), String(actual).toLowerCase()];
  return { statement, ok: wanted === found, found: wanted === found ? String(actual) : `${found}, expected ${wanted}` };
}

async function chainFindings({ connection, record }: Check): Promise<Finding[]> {
  const { provider } = connection.ethers;
  const { chainId } = await provider.getNetwork();
  return [
    finding("the chain id is the recorded one", record.chainId, chainId),
    finding("the chain's first block is the recorded one", record.genesisHash, (await provider.getBlock(0))?.hash),
  ];
}

/** Tested bytecode = deployed bytecode: everything but the immutables' values is compared byte by byte. */
async function codeFindings({ connection, record }: Check): Promise<Finding[]> {
  const findings = [];
  for (const name of contractNames) {
    const code = await connection.ethers.provider.getCode(record.contracts[name]);
    const artifact = await artifacts.readArtifact(artifactNames[name]);
    const places = Object.values(artifact.immutableReferences ?? {}).flat();
    const mask = (hex: string) => {
      let masked = hex;
      for (const { start, length } of places) {
        const from = 2 + 2 * start;
        masked = masked.slice(0, from) + "0".repeat(2 * length) + masked.slice(from + 2 * length);
      }
      return masked;
    };
    const same = mask(code) === mask(artifact.deployedBytecode);
    findings.push(finding(`${name} runs the compiled ${artifactNames[name]}`, true, same));
  }
  return findings;
}

async function timelockFindings({ collective, record }: Check): Promise<Finding[]> {
  const { timelock } = collective;
  const { timelock: self, governor } = record.contracts;
  const members = await roleMembers(timelock, record.deployedAtBlock, "role");
  const of = async (name: "PROPOSER_ROLE" | "CANCELLER_ROLE" | "EXECUTOR_ROLE" | "DEFAULT_ADMIN_ROLE") =>
    [...(members.get(await timelock[name]()) ?? [])].join(",");
  return [
    finding("only the timelock administers the timelock", self, await of("DEFAULT_ADMIN_ROLE")),
    finding("only the governor proposes to the timelock", governor, await of("PROPOSER_ROLE")),
    finding("only the governor cancels in the timelock", governor, await of("CANCELLER_ROLE")),
    finding("only the governor executes through the timelock", governor, await of("EXECUTOR_ROLE")),
  ];
}

async function managerFindings({ collective, record, connection, config }: Check): Promise<Finding[]> {
  const { manager } = collective;
  const { timelock, distributor } = record.contracts;
  const members = await roleMembers(manager, record.deployedAtBlock, "roleId");
  const of = (role: bigint) => [...(members.get(String(role)) ?? [])].join(",");
  const [deployer] = await connection.ethers.getSigners();
  const guardian = config.guardian === "deployer" ? deployer?.address : config.guardian;
  const findings = [
    finding("only the timelock is ADMIN", timelock, of(roles.ADMIN)),
    finding("only the timelock is VALIDATOR_ADMIN", timelock, of(roles.VALIDATOR_ADMIN)),
    finding("only the configured guardian is GUARDIAN", guardian, of(roles.GUARDIAN)),
    finding("only the distributor is REWARD_DISTRIBUTOR", distributor, of(roles.REWARD_DISTRIBUTOR)),
    finding("no other role has members", 4, [...members].filter(([, accounts]) => accounts.size > 0).length),
    finding("ADMIN acts without a second delay", 0, (await manager.hasRole(roles.ADMIN, timelock)).executionDelay),
  ];
  for (const name of ["validators", "reserve", "distributor", "registry"] as const) {
    findings.push(finding(`${name} obeys the manager`, record.contracts.manager, await collective[name].authority()));
    findings.push(finding(`${name} is not closed`, false, await manager.isTargetClosed(record.contracts[name])));
    findings.push(...(await functionFindings({ collective, record }, name)));
  }
  return findings;
}

/** Every function of the target that does not stand in {@link roleFunctions} must belong to ADMIN. */
async function functionFindings(
  { collective, record }: Pick<Check, "collective" | "record">,
  target: "validators" | "reserve" | "distributor" | "registry",
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const fragment of collective[target].interface.fragments) {
    if (fragment.type !== "function") continue;
    const { name, selector } = fragment as typeof fragment & { name: string; selector: string };
    const owner = Object.entries(roleFunctions).find(([, targets]) =>
      ((targets as Record<string, readonly string[]>)[target] ?? []).includes(name),
    )?.[0] as keyof typeof roles | undefined;
    const role = await collective.manager.getTargetFunctionRole(record.contracts[target], selector);
    if (owner !== undefined || role !== roles.ADMIN) {
      findings.push(finding(`${target}.${name} belongs to ${owner ?? "ADMIN"}`, roles[owner ?? "ADMIN"], role));
    }
  }
  return findings;
}

async function wiringFindings({ collective, record }: Check): Promise<Finding[]> {
  const { contracts } = record;
  const { governor, reserve, distributor, commitments, validators } = collective;
  return [
    finding("the governor acts through the timelock", contracts.timelock, await governor.timelock()),
    finding("the governor counts $GPT", contracts.token, await governor.token()),
    finding("governor and token use one clock", await collective.token.CLOCK_MODE(), await governor.CLOCK_MODE()),
    finding("the reserve holds $GPT", contracts.token, await reserve.TOKEN()),
    finding("the reserve follows the schedule", contracts.schedule, await reserve.SCHEDULE()),
    finding("the distributor pays $GPT", contracts.token, await distributor.TOKEN()),
    finding("the distributor draws on the reserve", contracts.reserve, await distributor.RESERVE()),
    finding("the distributor counts the validators", contracts.validators, await distributor.VALIDATORS()),
    finding("the distributor reads the commitments", contracts.commitments, await distributor.COMMITMENTS()),
    finding("the distributor follows the schedule", contracts.schedule, await distributor.SCHEDULE()),
    finding("the commitments count the validators", contracts.validators, await commitments.VALIDATORS()),
    finding("the commitments follow the schedule", contracts.schedule, await commitments.SCHEDULE()),
    finding("bonds are in $GPT", contracts.token, await validators.TOKEN()),
    finding("slashed bonds go to the timelock", contracts.timelock, await validators.TREASURY()),
  ];
}

async function parameterFindings({ collective, config }: Check): Promise<Finding[]> {
  const { timelock, schedule, governor, validators } = collective;
  const [delay, activationDelay] = [await timelock.getMinDelay(), await schedule.activationDelay()];
  const { commitWindow, revealWindow } = await schedule.schedule();
  const vote = (await governor.votingDelay()) + (await governor.votingPeriod()) + delay;
  const untilSlashed = commitWindow + revealWindow + activationDelay + vote;
  const { policy } = config;
  return [
    finding("the timelock waits at least as long as this network demands", true, delay >= policy.minTimelockDelay),
    finding(
      "a root waits at least as long as this network demands",
      true,
      activationDelay >= policy.minActivationDelay,
    ),
    finding(
      "a bond outlasts its last report and the vote to slash it",
      true,
      (await validators.UNBONDING_DELAY()) >= untilSlashed,
    ),
    finding("the voting period is the configured one", config.governor.votingPeriod, await governor.votingPeriod()),
    finding("the voting delay is the configured one", config.governor.votingDelay, await governor.votingDelay()),
  ];
}

async function supplyFindings({ collective, record, connection }: Check): Promise<Finding[]> {
  const { token, reserve } = collective;
  const GPT = 10n ** 18n;
  const [deployer] = await connection.ethers.getSigners();
  const holds = (name: ContractName) => token.balanceOf(record.contracts[name]);
  const paidOut = (await reserve.remaining()) < 60_000_000n * GPT;
  return [
    finding("exactly 100,000,000 $GPT exist", 100_000_000n * GPT, await token.totalSupply()),
    finding("the reserve holds what it counts", true, (await holds("reserve")) >= (await reserve.remaining())),
    finding("the foundation's 14 % are locked", 14_000_000n * GPT, await holds("foundationVesting")),
    finding("the team's 8 % are locked", 8_000_000n * GPT, await holds("teamVesting")),
    finding("the deployer kept no $GPT", 0n, paidOut ? 0n : await token.balanceOf(deployer?.address ?? "")),
  ];
}

/** Nothing lists the members of a role, so they are rebuilt from its events. Keys are the role as a string. */
async function roleMembers(
  contract: Collective["manager"] | Collective["timelock"],
  fromBlock: number,
  key: "role" | "roleId",
): Promise<Map<string, Set<string>>> {
  const range = { fromBlock, toBlock: (await contract.runner?.provider?.getBlockNumber()) ?? fromBlock };
  const events = [
    ...(await readEvents(contract, "RoleGranted", range)),
    ...(await readEvents(contract, "RoleRevoked", range)),
  ].sort((a, b) => a.blockNumber - b.blockNumber || a.index - b.index);
  const members = new Map<string, Set<string>>();
  for (const { eventName, args } of events) {
    const role = String(args[key]);
    const accounts = members.get(role) ?? new Set<string>();
    members.set(role, accounts);
    if (eventName === "RoleGranted") accounts.add(String(args.account).toLowerCase());
    else accounts.delete(String(args.account).toLowerCase());
  }
  return members;
}
