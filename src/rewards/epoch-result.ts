import type { RewardTree } from "../merkle/tree.ts";
import type { Allocation } from "./allocate.ts";
import type { CountedUnits } from "./count-contributions.ts";
import type { EpochReport } from "./epoch-inputs.ts";
import type { InputsDocument } from "./inputs-document.ts";
import type { Ledger } from "./ledger.ts";
import type { OpenedScoreFile } from "./open-score-files.ts";

/** The rewards of one epoch and everything that is published about them. */
export type EpochResult = {
  /** What validators post. */
  readonly report: EpochReport;
  /** The inputs as they were hashed. */
  readonly document: InputsDocument;
  /** The score files used, ascending by slot. */
  readonly scoreFiles: readonly OpenedScoreFile[];
  /** By contribution, ascending by id. */
  readonly counted: CountedUnits;
  /** What has been counted up to and including this epoch. */
  readonly ledger: Ledger;
  readonly allocation: Allocation;
  /** Σ of all increases: what activation pulls from the reserve. */
  readonly emissionWei: bigint;
  readonly tree: RewardTree;
  /** The bytes of `leaves.bin`. */
  readonly leavesFile: Uint8Array;
  /** The bytes of `ledger.bin`. */
  readonly ledgerFile: Uint8Array;
};
