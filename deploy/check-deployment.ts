import { artifacts } from "hardhat";
import { connectCollective } from "../src/chain/collective.ts";
import { contractNames, type ContractName, type DeploymentRecord } from "../src/chain/deployment-record.ts";
import { finding, type Check, type Finding } from "./checks/finding.ts";
import { parameterFindings } from "./checks/parameter-findings.ts";
import { roleFindings } from "./checks/role-findings.ts";
import type { DeploymentConfig } from "./config/deployment-config.ts";
import type { CollectiveConnection } from "./deploy-collective.ts";

const artifactNames: Readonly<Record<ContractName, string>> = {
  token: "GPTToken",
  manager: "AccessManager",
  timelock: "CollectiveTimelock",
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

/** Proves from the chain alone that a deployment is wired as documented and that its deployer kept nothing. Read-only. */
export async function checkDeployment(
  connection: CollectiveConnection,
  config: DeploymentConfig,
  record: DeploymentRecord,
): Promise<Finding[]> {
  const collective = connectCollective(record, connection.ethers.provider);
  const check: Check = { connection, config, record, collective };
  // Of another chain or of other code no further answer means anything.
  const identity = [...(await chainFindings(check)), ...(await codeFindings(check))];
  if (identity.some(({ ok }) => !ok)) return identity;
  return [
    ...identity,
    ...(await roleFindings(check)),
    ...(await wiringFindings(check)),
    ...(await parameterFindings(check)),
  ];
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
