import {
  byContract,
  type DeploymentOrigin,
  type DeploymentRecord,
  type DeploymentTransaction,
} from "../src/chain/deployment-record.ts";
import { codeHashesOf } from "../src/chain/endpoints/require-deployment.ts";
import { InvariantError } from "../src/primitives/errors.ts";
import { toAddress, type Hex32 } from "../src/primitives/identifiers.ts";
import { adoptOtherHashes, adoptSent } from "./adopt-sent.ts";
import type { DeploymentConfig } from "./config/deployment-config.ts";
import { expectChain, type CollectiveConnection } from "./connection.ts";
import { journalFolder, journalsFolder, readRecord, writeRecord } from "./deployment-files.ts";
import { withDeploymentLock } from "./deployment-lock.ts";
import { findStart, startDeployment, type DeploymentStart } from "./deployment-start.ts";
import { explainFailure } from "./explain-failure.ts";
import { finishSent } from "./finish-sent.ts";
import { dropTornLine, readJournal, type UncertainSend } from "./journal.ts";
import { collectiveModule } from "./modules/collective.ts";
import { compilerInWords, sourceOfTree } from "./provenance.ts";
import { resolveDeployment, type DeploymentTarget } from "./resolve-deployment.ts";
import { runModule, type StepEvent } from "./run-module.ts";
import { argumentAsJson, stepsOf } from "./steps.ts";

/** What a deployment run left behind. `transactions` is 0 when there was nothing left to do. */
export type DeploymentResult = { readonly record: DeploymentRecord; readonly transactions: number };

/** What happens while a deployment runs. */
export type DeploymentEvent =
  | StepEvent
  | { readonly step: string; /** Its send got nowhere. */ readonly kind: "forgotten"; readonly nonce: number };

/**
 * Deploys and wires everything, or finishes what an interrupted run began; writes the record of a lasting chain.
 *
 * @throws {InvalidInputError} `DEPLOY_WRONG_CHAIN` when the endpoint serves another chain than the configuration is for.
 * @throws {RetryableError} `DEPLOY_ALREADY_RUNNING` while another run deploys to this chain.
 * @throws {CollectiveError} `DEPLOY_…` in words when a step fails.
 */
export async function deployCollective(
  connection: CollectiveConnection,
  config: DeploymentConfig,
  onEvent: (event: DeploymentEvent) => void = () => undefined,
): Promise<DeploymentResult> {
  const chainId = await expectChain(connection, config);
  const target = await resolveDeployment(connection, config);
  if (connection.networkConfig.type !== "http") return runHere(connection, target, onEvent);
  return withDeploymentLock(journalsFolder, chainId, () => runThere(connection, target, onEvent));
}

async function runThere(
  connection: CollectiveConnection,
  target: DeploymentTarget,
  onEvent: (event: DeploymentEvent) => void,
): Promise<DeploymentResult> {
  const { chainId } = target.resolved.config;
  const now = { chainId, genesisHash: target.genesisHash, deployedAtBlock: target.block, source: sourceOfTree() };
  const finished = finishedRecord(now);
  if (finished !== undefined) return { record: finished, transactions: 0 };
  const start = startDeployment(journalsFolder, now, readRecord(chainId));
  const journal = journalFolder(chainId);
  dropTornLine(journal);
  const forgotten = await settleJournal(connection, journal, start.deployedAtBlock).catch((cause: unknown) => {
    throw explainFailure(cause);
  });
  for (const { step, nonce } of forgotten) onEvent({ step, kind: "forgotten", nonce });

  const module = collectiveModule(target.resolved);
  let transactions = 0;
  const count = (event: StepEvent) => {
    if (event.kind === "sent") transactions++;
    onEvent(event);
  };
  const run = { journal, deployer: target.deployer, onEvent: count };
  const resumed = readJournal(journal);
  if (resumed !== undefined) await finishSent(connection, module, resumed, run);
  const addresses = await runModule(connection, module, run);
  const hashes = readJournal(journal)?.sent ?? new Map<string, Hex32>();
  const record = await describe(connection, { target, start, addresses, hashes });
  writeRecord(record);
  return { record, transactions };
}

/** Compares what the journal knows of its transactions with the chain, and gives those that got nowhere. */
async function settleJournal(
  connection: CollectiveConnection,
  folder: string,
  since: number,
): Promise<readonly UncertainSend[]> {
  const journal = readJournal(folder);
  if (journal === undefined) return [];
  await adoptOtherHashes(connection, folder, journal.unmined, since);
  return adoptSent(connection, folder, journal.uncertain, since);
}

/**
 * The record of a deployment of which no journal is left on this machine, as after a fresh clone. To send everything
 * again would make a second collective.
 */
export function finishedRecord(now: Pick<DeploymentStart, "chainId" | "genesisHash">): DeploymentRecord | undefined {
  const record = readRecord(now.chainId);
  if (record === undefined || findStart(journalsFolder, now, record) === undefined) return undefined;
  if (record.genesisHash !== now.genesisHash) return undefined;
  return readJournal(journalFolder(now.chainId)) === undefined ? record : undefined;
}

/** A chain that ends with this process keeps no journal and no record. */
async function runHere(
  connection: CollectiveConnection,
  target: DeploymentTarget,
  onEvent: (event: StepEvent) => void,
): Promise<DeploymentResult> {
  const hashes = new Map<string, Hex32>();
  const note = (event: StepEvent) => {
    hashes.set(event.step, event.hash);
    onEvent(event);
  };
  const module = collectiveModule(target.resolved);
  const run = { journal: undefined, deployer: target.deployer, onEvent: note };
  const addresses = await runModule(connection, module, run);
  const { config } = target.resolved;
  const start = { ...target, chainId: config.chainId, deployedAtBlock: target.block, source: null };
  return { record: await describe(connection, { target, start, addresses, hashes }), transactions: hashes.size };
}

type Finished = {
  readonly target: DeploymentTarget;
  readonly start: DeploymentStart;
  /** By the id of the step that made the contract. */
  readonly addresses: ReadonlyMap<string, string>;
  /** By the id of the step. */
  readonly hashes: ReadonlyMap<string, Hex32>;
};

async function describe(connection: CollectiveConnection, finished: Finished): Promise<DeploymentRecord> {
  const { target, start, addresses } = finished;
  const { config } = target.resolved;
  const module = collectiveModule(target.resolved);
  const contracts = byContract((name) => toAddress(addresses.get(module.results[name].id) ?? ""));
  return {
    format: "deployment-record-v3",
    network: config.network,
    chainId: start.chainId,
    genesisHash: start.genesisHash,
    deployedAtBlock: start.deployedAtBlock,
    finality: config.policy.finality,
    contracts,
    codeHashes: await codeHashesOf(connection.ethers.provider, contracts),
    origin: await describeOrigin(connection, finished),
  };
}

async function describeOrigin(
  { ethers: { provider } }: CollectiveConnection,
  { target, start, addresses, hashes }: Finished,
): Promise<DeploymentOrigin> {
  const { deployer } = target;
  const steps = stepsOf(collectiveModule(target.resolved));
  const transactions: DeploymentTransaction[] = [];
  for (const { id, contract, call } of steps) {
    const hash = hashes.get(id);
    const receipt = hash === undefined ? null : await provider.getTransactionReceipt(hash);
    if (hash === undefined || receipt === null) {
      throw new InvariantError("DEPLOY_TRANSACTION_UNKNOWN", `The transaction of ${contract}.${call} is not known.`);
    }
    transactions.push({ contract, call, hash, block: receipt.blockNumber });
  }
  return {
    deployer: toAddress(deployer),
    source: start.source,
    compiler: compilerInWords(),
    constructorArguments: byContract((name) => {
      const creation = steps.find(({ contract, call }) => contract === name && call === "deploy");
      return (creation?.args ?? []).map((argument) => argumentAsJson(argument, { addresses, deployer }));
    }),
    transactions: transactions.sort((a, b) => a.block - b.block),
  };
}
