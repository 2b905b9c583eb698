import type { Collective } from "../../chain/collective.ts";
import type { DeploymentRecord } from "../../chain/deployment-record.ts";
import type { Address, Hex32 } from "../../primitives/identifiers.ts";
import type { NoveltySource } from "../../scoring/novelty-source.ts";
import type { BlobStore } from "../../storage/blob-store.ts";
import type { BundleSource } from "../../storage/bundle-source.ts";
import type { EpochRecords } from "../database/epoch-records.ts";
import type { SigningHistory } from "../database/signing-history.ts";
import type { EpochScoring } from "../score-epoch.ts";

/** A call of a contract, before it is signed. */
export type ContractCall = { readonly to: string; readonly data: string };

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
  readonly send: (purpose: string, call: ContractCall) => Promise<void>;
};
