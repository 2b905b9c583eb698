import type { SubmittedReport } from "../../src/chain/root-history.ts";
import { bundleFolder } from "../../src/rewards/bundle.ts";
import type { EpochResult } from "../../src/rewards/epoch-result.ts";
import type { BundleSource } from "../../src/storage/bundle-source.ts";
import { comparePublished, type BundleDifference } from "../../src/validator/compare-published.ts";

/** A bundle that differs from one's own, and which. */
export type FoundDifference = BundleDifference & { readonly folder: string };

/**
 * Looks in `sources` for a bundle of one's own report, and of the attempt's first report, that is not what one has
 * calculated; null when there is none. A first report that chose other score files is another matter: whoever does not
 * adopt its choice votes for a bundle of their own (docs/rewards.md §3).
 */
export async function findBundleDifference(
  sources: readonly BundleSource[],
  result: EpochResult,
  first: SubmittedReport | undefined,
): Promise<FoundDifference | null> {
  const isSameChoice = first?.filesBitmap === result.report.filesBitmap;
  const hashes = new Set([result.report, ...(isSameChoice ? [first] : [])].map(({ inputsHash }) => inputsHash));
  for (const hash of hashes) {
    const folder = bundleFolder(result.document.epoch, hash);
    for (const source of sources) {
      const difference = await comparePublished(source, folder, result);
      if (difference !== null) return { folder, ...difference };
    }
  }
  return null;
}
