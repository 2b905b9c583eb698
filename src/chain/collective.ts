import type { ContractRunner } from "ethers";
import type {
  AccessManager,
  CollectiveGovernor,
  DataRegistry,
  EpochSchedule,
  GPTToken,
  GPTVesting,
  RewardDistributor,
  RewardReserve,
  ScoreCommitments,
  TimelockController,
  ValidatorRegistry,
} from "../../typechain-types/index.ts";
import * as factories from "../../typechain-types/factories/index.ts";
import type { DeploymentRecord } from "./deployment-record.ts";

/** Every contract of one deployment, typed, bound to one runner (a provider to read, a signer to send). */
export type Collective = {
  readonly token: GPTToken;
  readonly manager: AccessManager;
  readonly timelock: TimelockController;
  readonly governor: CollectiveGovernor;
  readonly schedule: EpochSchedule;
  readonly validators: ValidatorRegistry;
  readonly commitments: ScoreCommitments;
  readonly reserve: RewardReserve;
  readonly distributor: RewardDistributor;
  readonly registry: DataRegistry;
  readonly foundationVesting: GPTVesting;
  readonly teamVesting: GPTVesting;
};

/** Binds the contracts of a deployment to `runner`. Sends and reads nothing. */
export function connectCollective({ contracts }: DeploymentRecord, runner: ContractRunner): Collective {
  return {
    token: factories.GPTToken__factory.connect(contracts.token, runner),
  } as Collective;
}
