import type { EpochChainState } from "../chain/read-epoch.ts";
import { bundleFolder } from "../rewards/bundle.ts";
import type { PreviousFiles } from "../rewards/epoch-inputs.ts";
import { leavesFileBytes } from "../rewards/leaves-file.ts";
import { ledgerFileBytes } from "../rewards/ledger.ts";
import { readPreviousFiles, type BundleSource } from "../storage/bundle-source.ts";

/**
 * Fetches what an epoch starts from, out of the bundle that the last active report names; null before the first. No more
 * is read than the chain says there can be.
 *
 * @throws {CollectiveError} as {@link readPreviousFiles}.
 */
export async function fetchPrevious(
  { previous, everContributed }: Pick<EpochChainState, "previous" | "everContributed">,
  source: BundleSource,
): Promise<PreviousFiles | null> {
  if (previous === null) return null;
  return readPreviousFiles(source, bundleFolder(previous.epoch, previous.inputsHash), {
    leavesBytes: leavesFileBytes(previous.leafCount),
    ledgerBytes: ledgerFileBytes(everContributed),
  });
}
