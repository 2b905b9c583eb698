import type { RewardTree } from "../merkle/tree.ts";
import type { Allocation } from "./allocate.ts";
import type { NewlyCounted } from "./count-contributions.ts";
import type { CountedContribution, EpochReport } from "./epoch-inputs.ts";
import type { InputsDocument } from "./inputs-document.ts";
import type { OpenedScoreFile } from "./open-score-files.ts";

/** The rewards of one epoch and everything that is published about them. */
export type EpochResult = {
  /** What validators post. */
  readonly report: EpochReport;
  /** The inputs as they were hashed. */
  readonly document: InputsDocument;
  /** The score files used, ascending by slot. */
  readonly scoreFiles: readonly OpenedScoreFile[];
  /** Ascending by id. */
  readonly counted: readonly NewlyCounted[];
  /** `previousCounted` of the next epoch; ascending by id. */
  readonly ledger: readonly CountedContribution[];
  readonly allocation: Allocation;
  /** Σ of all increases: what activation pulls from the reserve. */
  readonly emissionWei: bigint;
  readonly tree: RewardTree;
  /** The bytes of `leaves.bin`. */
  readonly leavesFile: Uint8Array;
};
