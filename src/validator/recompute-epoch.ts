import type { Collective } from "../chain/collective.ts";
import type { DeploymentRecord } from "../chain/deployment-record.ts";
import { blockAt } from "../chain/finality.ts";
import { readEpoch } from "../chain/read-epoch.ts";
import { readFirstReport, type SubmittedReport } from "../chain/root-history.ts";
import { InvalidInputError, InvariantError } from "../primitives/errors.ts";
import type { EpochResult } from "../rewards/epoch-result.ts";
import type { BlobStore } from "../storage/blob-store.ts";
import type { BundleSource } from "../storage/bundle-source.ts";
import { calculateReport } from "./calculate-report.ts";
import { fetchPrevious } from "./previous-bundle.ts";

/** Stands for the oldest epoch that is not settled, the only one that can be reported. */
export const OLDEST_UNSETTLED = 0;

/** Where the files are that an epoch is calculated from: revealed scores, and the bundle of the last active report. */
export type EpochMeans = { readonly blobs: BlobStore; readonly source: BundleSource };

/** What a validator would report, and the report that was there first in this attempt, if there is one. */
export type RecomputedEpoch = { readonly result: EpochResult; readonly first: SubmittedReport | undefined };

/**
 * Calculates the next epoch as a validator that is about to vote on it: with the first report's choice of score files
 * where {@link calculateReport} adopts it.
 *
 * @throws {InvalidInputError} `VALIDATOR_EPOCH_NOT_NEXT` for any epoch but the oldest unsettled one.
 * @throws {CollectiveError} as {@link readEpoch}, {@link fetchPrevious} and {@link calculateReport}.
 */
export async function recomputeEpoch(
  collective: Collective,
  record: DeploymentRecord,
  which: number,
  { blobs, source }: EpochMeans,
): Promise<RecomputedEpoch> {
  const { distributor, reserve } = collective;
  const provider = distributor.runner?.provider;
  if (provider == null) throw new InvariantError("CHAIN_NO_PROVIDER", "The contracts are not connected to a node.");
  const epoch = Number(await reserve.lastSettledEpoch()) + 1;
  if (which !== OLDEST_UNSETTLED && which !== epoch) {
    throw new InvalidInputError("VALIDATOR_EPOCH_NOT_NEXT", `Expected epoch ${epoch}, got ${which}.`, {
      context: { epoch, which },
      hint: "Epochs settle strictly in order: only the oldest unsettled one can be reported.",
    });
  }
  const state = await readEpoch(collective, record, epoch);
  const previousFiles = state.isReportable ? await fetchPrevious(state, source) : null;
  const range = { fromBlock: record.deployedAtBlock, toBlock: (await blockAt(provider, "latest")).number };
  const first = await readFirstReport(distributor, range, { epoch, attempt: await distributor.attemptOf(epoch) });
  const firstBitmap = first?.filesBitmap ?? 0n;
  return { result: await calculateReport({ state, blobs, previousFiles, firstBitmap }), first };
}
