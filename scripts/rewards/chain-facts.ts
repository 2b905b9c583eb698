/**
 * What the chain says about an epoch: everything the calculator reads from it, and the report that was posted.
 *
 * Declared here so that the verifier depends on nothing it checks. Hexadecimal is lower-case, amounts are in wei, lists may stand in any order.
 */
export type ChainFacts = {
  readonly chainId: bigint;
  readonly contracts: Readonly<
    Record<"distributor" | "registry" | "reserve" | "scoreCommitments" | "validatorRegistry", string>
  >;
  readonly epoch: number;
  readonly snapshotBlock: { readonly number: number; readonly hash: string };
  readonly parameters: {
    readonly emissionBps: number;
    readonly validatorShareBps: number;
    readonly maxRewardPerUnitWei: bigint;
    readonly rulesetHash: string;
  };
  readonly remainingWei: bigint;
  readonly budgetWei: bigint;
  readonly revenue: readonly { readonly purpose: number; readonly amountWei: bigint }[];
  readonly quorum: number;
  readonly validators: readonly { readonly slot: number; readonly address: string }[];
  /** Every score file revealed for the epoch; `report.filesBitmap` says which were used. */
  readonly commitments: readonly { readonly slot: number; readonly validator: string; readonly hash: string }[];
  readonly contributions: readonly {
    readonly id: string;
    readonly owner: string;
    readonly version: number;
    readonly consentMask: number;
  }[];
  /** How many contributions there have been, removed ones included: the last ledger has no more entries. */
  readonly everContributed: number;
  readonly previous: {
    readonly epoch: number;
    readonly root: string;
    readonly totalCumulativeWei: bigint;
    readonly leafCount: number;
    readonly artifactHash: string;
    readonly inputsHash: string;
  } | null;
  readonly rewardedValidators: readonly string[];
  readonly report: {
    readonly root: string;
    readonly totalCumulative: bigint;
    readonly leafCount: number;
    readonly filesBitmap: bigint;
    readonly inputsHash: string;
    readonly artifactHash: string;
    readonly rulesetHash: string;
    readonly prevRoot: string;
  };
};

/** A source that holds `epochs/<epoch>/<inputs hash>/…` for the epoch and for the last one reported before it. */
export type BundleReader = {
  /** The paths, relative to `folder` and with slashes, of all files below it; null when the source cannot list. */
  list(folder: string): Promise<readonly string[] | null>;
  /** Rejects when there is no such file or it is longer than `maxBytes`. */
  read(path: string, maxBytes: number): Promise<Uint8Array>;
};
