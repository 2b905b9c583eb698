import {
  deploy,
  DeploymentResultType,
  type ExecutionEventListener,
  type IgnitionModule,
} from "@nomicfoundation/ignition-core";
import { HardhatArtifactResolver } from "@nomicfoundation/hardhat-ignition/helpers";
import { artifacts } from "hardhat";
import { toHex32, type Hex32 } from "../src/primitives/identifiers.ts";
import type { CollectiveConnection } from "./connection.ts";
import { explainMissing } from "./explain-change.ts";
import { explainFailure, explainResult } from "./explain-failure.ts";

/** What happens to a step while it runs. */
export type StepEvent = { readonly step: string; readonly kind: "sent" | "mined"; readonly hash: Hex32 };

/** How a module is run. */
export type RunOptions = {
  /** Where the journal is kept, so that an interrupted run can go on; nothing is kept without it. */
  readonly journal: string | undefined;
  /** The one account that sends. */
  readonly deployer: string;
  readonly onEvent?: (event: StepEvent) => void;
};

/**
 * Runs an Ignition module to its end and gives the addresses of its contracts by the id of the step that made them.
 *
 * @throws {CollectiveError} `DEPLOY_…` in words, with what to do next.
 */
export async function runModule(
  connection: CollectiveConnection,
  ignitionModule: IgnitionModule,
  { journal, deployer, onEvent }: RunOptions,
): Promise<ReadonlyMap<string, string>> {
  const { ignition } = connection.networkConfig;
  const result = await deploy({
    artifactResolver: new HardhatArtifactResolver(artifacts),
    provider: connection.provider,
    ...(journal === undefined ? {} : { deploymentDir: journal }),
    executionEventListener: listener(onEvent),
    ignitionModule,
    deploymentParameters: {},
    accounts: [deployer],
    config: ignition.maxRetries === undefined ? {} : { maxRetries: ignition.maxRetries },
    ...(ignition.maxFeePerGasLimit === undefined ? {} : { maxFeePerGasLimit: ignition.maxFeePerGasLimit }),
    ...(ignition.maxPriorityFeePerGas === undefined ? {} : { maxPriorityFeePerGas: ignition.maxPriorityFeePerGas }),
  }).catch((cause: unknown) => {
    throw explainFailure(cause);
  });
  if (result.type !== DeploymentResultType.SUCCESSFUL_DEPLOYMENT) throw explainResult(result, connection.networkName);
  return new Map(Object.entries(result.contracts).map(([id, { address }]) => [id, address]));
}

/** Ignition calls one method for each of some thirty kinds of event; three are of interest. */
function listener(onEvent: RunOptions["onEvent"]): ExecutionEventListener {
  const tell = (kind: StepEvent["kind"]) => (event: { futureId: string; hash: string }) => {
    onEvent?.({ step: event.futureId, kind, hash: toHex32(event.hash) });
    return Promise.resolve();
  };
  const heard: Readonly<Record<string | symbol, unknown>> = {
    transactionSend: tell("sent"),
    transactionConfirm: tell("mined"),
    // Ignition only warns of steps that were begun and are gone, and would go on to the end without them.
    reconciliationWarnings: ({ warnings }: { warnings: readonly string[] }) => {
      throw explainMissing(warnings);
    },
  };
  const ignore = () => Promise.resolve();
  return new Proxy({} as ExecutionEventListener, { get: (_, name) => heard[name] ?? ignore });
}
