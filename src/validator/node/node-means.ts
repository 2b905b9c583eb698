import type { ContractTransaction } from "ethers";
import type { Collective } from "../../chain/collective.ts";
import type { DeploymentRecord } from "../../chain/deployment-record.ts";
import type { Address, Hex32 } from "../../primitives/identifiers.ts";
import type { NoveltySource } from "../../scoring/novelty-source.ts";
import type { BlobStore } from "../../storage/blob-store.ts";
import type { BundleSource } from "../../storage/bundle-source.ts";
import type { EpochScoring, ScoredEpoch } from "../score-epoch.ts";

/** Something that a validator says for good; `attempt` is 0 for scores. */
export type Statement = {
  readonly kind: "scores" | "report" | "veto";
  readonly epoch: number;
  readonly attempt: number;
  readonly digest: Hex32;
};

/** What this validator has ever stated: kept before it is signed, so that it never says two things. */
export type SigningHistory = {
  /**
   * Keeps a statement. When it resolves the statement survives a power loss.
   *
   * @throws {InvalidInputError} `VALIDATOR_CONFLICTING_STATEMENT` when another digest stands for the same kind, epoch and attempt.
   */
  readonly state: (statement: Statement) => Promise<"new" | "repeated">;
  readonly statementsOf: (epoch: number) => Promise<readonly Statement[]>;
  /** The epoch that ran when the history was begun; undefined when there is none. */
  readonly begunAt: () => Promise<number | undefined>;
};

/** An epoch that was scored here. */
export type ScoredWork = ScoredEpoch & { readonly epoch: number };

/** The epochs that were scored here, and how far the own state has followed the chain. */
export type EpochRecords = {
  readonly save: (work: ScoredWork) => Promise<void>;
  readonly find: (epoch: number) => Promise<ScoredWork | undefined>;
  /** 0 before the first. */
  readonly settledThrough: () => Promise<number>;
  /** Takes over the versions that were counted, in one go: the epoch must be the next. Repeating it does nothing. */
  readonly settle: (epoch: number, counted: ReadonlyMap<Hex32, number>) => Promise<void>;
  /** The same for an epoch that ended without a root. */
  readonly skip: (epoch: number) => Promise<void>;
};

/** Everything that a node acts with; the simulator gives it parts that fail. */
export type NodeMeans = {
  readonly collective: Collective;
  readonly record: DeploymentRecord;
  readonly validator: Address;
  readonly history: SigningHistory;
  readonly epochs: EpochRecords;
  /** What was counted before the next epoch, fresh for each epoch that is scored. */
  readonly novelty: () => NoveltySource;
  readonly scoring: EpochScoring;
  /** 32 fresh random bytes for each call. */
  readonly salt: () => Hex32;
  /** Where score files are read from and revealed in. */
  readonly blobs: BlobStore;
  readonly bundles: {
    /** The folder in which this node publishes. */
    readonly folder: string;
    /** Where others read what is in it, as it is stated on chain. */
    readonly uri: string;
    /** Places where bundles are looked for, before those that the validators stated on chain. */
    readonly sources: readonly BundleSource[];
  };
  /** Seconds after the reveal window in which a report waits for score files that cannot be had yet. */
  readonly patience: number;
  /** Sends a transaction, once for each purpose, and waits until it cannot be undone. */
  readonly send: (purpose: string, transaction: ContractTransaction) => Promise<void>;
};
