import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { connectCollective, type Collective } from "../../src/chain/collective.ts";
import type { DeploymentRecord } from "../../src/chain/deployment-record.ts";
import type { AgreeingProvider } from "../../src/chain/endpoints/agreeing-provider.ts";
import { requireDeployment } from "../../src/chain/endpoints/require-deployment.ts";
import type { KeyedAccount } from "../../src/chain/keystore.ts";
import { MarginWallet } from "../../src/chain/margin-wallet.ts";
import { TransactionSender } from "../../src/chain/transactions/transaction-sender.ts";
import { bytesToHex, type Hex } from "../../src/primitives/bytes.ts";
import { InvalidInputError } from "../../src/primitives/errors.ts";
import { toAddress, toHex32, type Address } from "../../src/primitives/identifiers.ts";
import { rulesetHash } from "../../src/scoring/ruleset.ts";
import { openBundleSource } from "../../src/storage/bundle-source.ts";
import { epochRecords } from "../../src/validator/database/epoch-records.ts";
import { finalBlockRecord } from "../../src/validator/database/final-block.ts";
import { openMeasureQueue, type MeasureQueue } from "../../src/validator/database/measure-queue.ts";
import { noveltyRecords } from "../../src/validator/database/novelty-records.ts";
import { openDatabase } from "../../src/validator/database/open-database.ts";
import { openSigningHistory, type SigningHistory } from "../../src/validator/database/signing-history.ts";
import { transactionRecords } from "../../src/validator/database/transaction-records.ts";
import type { ValidatorDatabase } from "../../src/validator/database/validator-database.ts";
import { scoringByQueue } from "../../src/validator/node/measure-by-queue.ts";
import type { NodeMeans } from "../../src/validator/node/node-means.ts";
import { watchStatements } from "../../src/validator/node/watch-statements.ts";
import type { NodeConfiguration } from "../../src/validator/operator/configuration.ts";
import type { ScoringMeans } from "../../src/validator/score-contribution.ts";
import { connectEndpoints, openScoring, type OnTrouble } from "./open-scoring.ts";

/** Far more gas than any of a validator's transactions takes (docs/gas.md), and less than a block has. */
const MAX_GAS = 3_000_000n;
const RAISE_AFTER = { raiseAfterBlocks: 10, raiseAfterSeconds: 180 } as const;

/** A node with everything that it needs, which nothing has asked to act yet. */
export type OpenedNode = {
  readonly means: NodeMeans;
  readonly provider: AgreeingProvider;
  readonly sender: TransactionSender;
  readonly queue: MeasureQueue;
  readonly scoring: ScoringMeans;
  /**
   * Finds where the chain stands for everything that reads through `provider`, and remembers it.
   *
   * @throws {CollectiveError} what {@link AgreeingProvider.look} and {@link watchStatements} throw.
   */
  readonly lookAtChain: () => Promise<void>;
  /** Ends requests, lets the database go. */
  readonly close: () => Promise<void>;
};

type OpenRequest = {
  readonly account: KeyedAccount;
  readonly configuration: NodeConfiguration;
  readonly record: DeploymentRecord;
  /** Begins the signing history; it must not be there. */
  readonly newHistory: boolean;
  readonly stop: AbortSignal;
  readonly onTrouble: OnTrouble;
};

/**
 * Opens a validator's node: endpoints, contracts as the record pins them, database, signing history, queue.
 *
 * @throws {CollectiveError} what opening the parts throws; `VALIDATOR_HISTORY_MISSING` where there is no history and none is
 * to be begun; `VALIDATOR_KEY_USED_ELSEWHERE` where it lacks something that the chain has.
 */
export async function openNode(request: OpenRequest): Promise<OpenedNode> {
  const { configuration, record, onTrouble } = request;
  const scoring = await openScoring(configuration, record);
  // Without what was seen before: of a chain that never was the right one nothing else has to be said.
  const stranger = connectEndpoints(configuration, record, onTrouble);
  await requireDeployment(stranger, record).finally(() => {
    stranger.destroy();
  });
  const database = await openOwnDatabase(configuration);
  try {
    return await assemble(request, scoring, database);
  } catch (error) {
    // An open database would keep the program, and its lock, alive.
    await database.close();
    throw error;
  }
}

async function assemble(request: OpenRequest, scoring: ScoringMeans, database: ValidatorDatabase): Promise<OpenedNode> {
  const { account, configuration, record, stop, onTrouble } = request;
  const finalBlock = finalBlockRecord(database);
  const seen = await finalBlock.find();
  // The sender has its own: each look moves what the newest block is for everybody who reads through it.
  const provider = connectEndpoints(configuration, record, onTrouble, seen);
  const own = connectEndpoints(configuration, record, onTrouble, seen);
  const collective = connectCollective(record, provider);
  const { address: validator } = account;
  const history = await openHistory(request, database, collective, validator);
  const statements = watchStatements({ collective, record, validator, history });
  const lookAtChain = async (): Promise<void> => {
    const { final } = await provider.look();
    await statements.advance(final.number);
    await finalBlock.keep(final);
  };
  // Before anything that was signed earlier is sent again.
  await lookAtChain();
  const pollMs = configuration.pollSeconds * 1_000;
  const sender = await TransactionSender.open({
    ...{ chain: own, chainId: record.chainId, journal: transactionRecords(database), onTrouble },
    signer: new MarginWallet(account.key.reveal()),
    settings: { ...RAISE_AFTER, maxFeePerGas: configuration.maxFeePerGasWei, maxGas: MAX_GAS, pollMs },
  });
  const queue = await openMeasureQueue(database, { ruleset: rulesetHash(scoring.ruleset), onFailure: onTrouble });
  const { folder, uri } = configuration.bundles;
  mkdirSync(folder, { recursive: true });
  const means: NodeMeans = {
    ...{ collective, record, validator, history, epochs: epochRecords(database) },
    novelty: () => noveltyRecords(database),
    scoring: scoringByQueue({ queue, ...scoring, pollMs: Math.min(pollMs, 1_000), signal: stop }),
    salt: () => toHex32(bytesToHex(randomBytes(32))),
    blobs: scoring.blobs,
    bundles: { folder, uri: uri ?? "file:bundles", sources: [openBundleSource(folder)] },
    patience: configuration.patienceSeconds,
    send: async (purpose, { to, data }) => {
      await sender.send({ purpose, to: toAddress(to), data: data as Hex }, stop);
    },
  };
  const close = async (): Promise<void> => {
    provider.destroy();
    own.destroy();
    await queue.close(0);
    await database.close();
  };
  return { means, provider, sender, queue, scoring, lookAtChain, close };
}

async function openOwnDatabase({ data, databaseUrl }: NodeConfiguration): Promise<ValidatorDatabase> {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const url = databaseUrl?.reveal();
  return openDatabase(url === undefined ? { folder: join(data, "database") } : { url });
}

async function openHistory(
  { record, newHistory }: OpenRequest,
  database: ValidatorDatabase,
  { schedule }: Collective,
  validator: Address,
): Promise<SigningHistory> {
  const signer = { validator, chainId: BigInt(record.chainId), distributor: record.contracts.distributor };
  const history = await openSigningHistory(database, signer);
  if (newHistory) await history.begin(Number(await schedule.currentEpoch()));
  if ((await history.begunAt()) !== undefined) return history;
  throw new InvalidInputError("VALIDATOR_HISTORY_MISSING", "There is no signing history of this validator here.", {
    hint:
      "For a validator that has never signed anywhere, run once with --new-history: it states nothing until the running " +
      "epoch is over. Otherwise restore its database: without it, it could say two things.",
  });
}
