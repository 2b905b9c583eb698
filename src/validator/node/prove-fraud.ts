import type { SubmittedReport } from "../../chain/root-history.ts";
import { amountAt, RECORD_BYTES, type RewardLeaves } from "../../merkle/reward-leaves.ts";
import { buildTree, proof, root } from "../../merkle/tree.ts";
import { CollectiveError } from "../../primitives/errors.ts";
import { bundleFolder } from "../../rewards/bundle.ts";
import { findFraud } from "../../rewards/find-fraud.ts";
import { leavesFileBytes } from "../../rewards/leaves-file.ts";
import type { Collective } from "../../chain/collective.ts";
import type { BundleSource } from "../../storage/bundle-source.ts";
import type { ContractCall } from "./node-means.ts";

/** A wrong report that is pending, and what it must not fall behind. */
export type SuspectReport = {
  readonly epoch: number;
  readonly report: SubmittedReport;
  readonly activeEpoch: number;
  readonly activeLeaves: RewardLeaves;
};

/**
 * The call that proves a pending root fraudulent; null when nothing can be proved from what is published. A proof
 * ends the attempt at once, a veto needs others.
 */
export async function fraudProof(
  { distributor }: Pick<Collective, "distributor">,
  { epoch, report, activeEpoch, activeLeaves }: SuspectReport,
  sources: readonly BundleSource[],
): Promise<ContractCall | null> {
  const path = `${bundleFolder(epoch, report.inputsHash)}/leaves.bin`;
  for (const source of sources) {
    const file = await source.read(path, leavesFileBytes(report.leafCount)).catch(passOver);
    const pending = file === null ? null : leavesOf(file);
    if (pending === null || pending.count < 2) continue;
    const tree = buildTree(pending);
    const fraud = root(tree) === report.root ? findFraud(activeLeaves, pending) : null;
    if (fraud === null) continue;
    const leaf = (index: number) => [amountAt(pending, index), proof(tree, index)] as const;
    const { account } = fraud;
    if (fraud.kind === "duplicate") {
      const { proveDuplicate } = distributor;
      return proveDuplicate.populateTransaction(account, ...leaf(fraud.first), ...leaf(fraud.second));
    }
    const before = [amountAt(activeLeaves, fraud.active), proof(buildTree(activeLeaves), fraud.active)] as const;
    const { proveDecrease } = distributor;
    return proveDecrease.populateTransaction(activeEpoch, account, ...before, ...leaf(fraud.pending));
  }
  return null;
}

/** The records of a leaves file whatever their order, which honest ones ascend in; null for no such file. */
function leavesOf(file: Uint8Array): RewardLeaves | null {
  const start = leavesFileBytes(0);
  const count = (file.length - start) / RECORD_BYTES;
  return Number.isInteger(count) && count >= 0 ? { count, records: file.subarray(start) } : null;
}

function passOver(error: unknown): null {
  if (error instanceof CollectiveError) return null;
  throw error;
}
