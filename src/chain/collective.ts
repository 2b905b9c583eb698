import { ErrorFragment, Interface, type ContractRunner } from "ethers";
import type {
  AccessManager,
  CollectiveGovernor,
  DataRegistry,
  DatasetAccess,
  EpochSchedule,
  GPTToken,
  GPTVesting,
  RewardDistributor,
  RewardReserve,
  ScoreCommitments,
  CollectiveTimelock,
  ToolRegistry,
  ValidatorRegistry,
} from "../../typechain-types/index.ts";
import * as factories from "../../typechain-types/index.ts";
import type { ContractName, DeploymentRecord } from "./deployment-record.ts";

/** Every contract of one deployment, typed, bound to one runner (a provider to read, a signer to send). */
export type Collective = {
  readonly token: GPTToken;
  readonly manager: AccessManager;
  readonly timelock: CollectiveTimelock;
  readonly governor: CollectiveGovernor;
  readonly schedule: EpochSchedule;
  readonly validators: ValidatorRegistry;
  readonly commitments: ScoreCommitments;
  readonly reserve: RewardReserve;
  readonly distributor: RewardDistributor;
  readonly registry: DataRegistry;
  readonly tools: ToolRegistry;
  readonly access: DatasetAccess;
  readonly foundationVesting: GPTVesting;
  readonly teamVesting: GPTVesting;
};

/** Binds the contracts of a deployment to `runner`. Sends and reads nothing. */
export function connectCollective({ contracts }: DeploymentRecord, runner: ContractRunner): Collective {
  return {
    token: factories.GPTToken__factory.connect(contracts.token, runner),
    manager: factories.AccessManager__factory.connect(contracts.manager, runner),
    timelock: factories.CollectiveTimelock__factory.connect(contracts.timelock, runner),
    governor: factories.CollectiveGovernor__factory.connect(contracts.governor, runner),
    schedule: factories.EpochSchedule__factory.connect(contracts.schedule, runner),
    validators: factories.ValidatorRegistry__factory.connect(contracts.validators, runner),
    commitments: factories.ScoreCommitments__factory.connect(contracts.commitments, runner),
    reserve: factories.RewardReserve__factory.connect(contracts.reserve, runner),
    distributor: factories.RewardDistributor__factory.connect(contracts.distributor, runner),
    registry: factories.DataRegistry__factory.connect(contracts.registry, runner),
    tools: factories.ToolRegistry__factory.connect(contracts.tools, runner),
    access: factories.DatasetAccess__factory.connect(contracts.access, runner),
    foundationVesting: factories.GPTVesting__factory.connect(contracts.foundationVesting, runner),
    teamVesting: factories.GPTVesting__factory.connect(contracts.teamVesting, runner),
  };
}

/** What each contract of a collective can be called with, answers, emits and refuses with. */
export const contractInterfaces: Readonly<Record<ContractName, Interface>> = {
  token: Interface.from(factories.GPTToken__factory.abi),
  manager: Interface.from(factories.AccessManager__factory.abi),
  timelock: Interface.from(factories.CollectiveTimelock__factory.abi),
  governor: Interface.from(factories.CollectiveGovernor__factory.abi),
  schedule: Interface.from(factories.EpochSchedule__factory.abi),
  validators: Interface.from(factories.ValidatorRegistry__factory.abi),
  commitments: Interface.from(factories.ScoreCommitments__factory.abi),
  reserve: Interface.from(factories.RewardReserve__factory.abi),
  distributor: Interface.from(factories.RewardDistributor__factory.abi),
  registry: Interface.from(factories.DataRegistry__factory.abi),
  tools: Interface.from(factories.ToolRegistry__factory.abi),
  access: Interface.from(factories.DatasetAccess__factory.abi),
  foundationVesting: Interface.from(factories.GPTVesting__factory.abi),
  teamVesting: Interface.from(factories.GPTVesting__factory.abi),
};

/** The custom errors of every contract of the collective, to read what a reverted call meant. */
export const customErrors = new Interface(
  Object.values(contractInterfaces)
    .flatMap(({ fragments }) => fragments)
    .filter((fragment) => fragment instanceof ErrorFragment)
    // The same inherited error stands in several contracts; one of each is enough.
    .filter((fragment, index, all) => all.findIndex((other) => other.format() === fragment.format()) === index),
);
