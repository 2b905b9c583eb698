import { blockAt } from "../../chain/finality.ts";
import { providerOf } from "../../chain/provider-of.ts";
import { readEpoch, type EpochChainState } from "../../chain/read-epoch.ts";
import { readFirstReport } from "../../chain/root-history.ts";
import { hasBit } from "../../primitives/bitmap.ts";
import { RetryableError } from "../../primitives/errors.ts";
import { toHex32 } from "../../primitives/identifiers.ts";
import { bundleFiles, bundleFolder } from "../../rewards/bundle.ts";
import type { EpochReport } from "../../rewards/epoch-inputs.ts";
import { writeBundle } from "../../storage/bundle-folder.ts";
import { calculateReport } from "../calculate-report.ts";
import { findPrevious } from "./find-previous.ts";
import { keptReport } from "./kept-report.ts";
import { pendingDigest, type NodeDuty } from "./node-event.ts";
import type { NodeMeans } from "./node-means.ts";

/**
 * Calculates the epoch, publishes the bundle and votes for its report: in this order, so that nobody is asked to agree with
 * what nobody can check. What was stated before is sent as it was, whatever the calculation would give now.
 *
 * @throws {CollectiveError} what reading, calculating, publishing and sending throw; `VALIDATOR_FILES_AWAITED` when score
 * files cannot be had that may still come; `VALIDATOR_CONFLICTING_STATEMENT` when another report was voted for before.
 */
export async function publishReport({ epoch, attempt }: NodeDuty, means: NodeMeans): Promise<void> {
  const stated = (await means.history.statementsOf(epoch)).find(
    (statement) => statement.kind === "report" && statement.attempt === attempt,
  );
  const digestOf = async (report: EpochReport) =>
    toHex32(await means.collective.distributor.reportHash(epoch, attempt, report));
  const kept = stated && (await keptReport(means.bundles.folder, { epoch, digest: stated.digest }, digestOf));
  const report = kept ?? (await calculateAndPublish({ epoch, attempt }, means));
  await means.history.state({ kind: "report", epoch, attempt, digest: await digestOf(report) });
  const call = await means.collective.distributor.submitRoot.populateTransaction(epoch, report, means.bundles.uri);
  await means.send(`report ${epoch}.${attempt}`, call);
}

async function calculateAndPublish(
  { epoch, attempt }: Pick<NodeDuty, "epoch" | "attempt">,
  means: NodeMeans,
): Promise<EpochReport> {
  const { collective, record, blobs, bundles } = means;
  const { distributor } = collective;
  const state = await readEpoch(collective, record, epoch);
  const previousFiles = state.isReportable ? await findPrevious(state, means) : null;
  const latest = await blockAt(providerOf(distributor), "latest");
  const range = { fromBlock: record.deployedAtBlock, toBlock: latest.number };
  const first = await readFirstReport(distributor, range, { epoch, attempt: BigInt(attempt) });
  const firstBitmap = first?.filesBitmap ?? 0n;
  const result = await calculateReport({ state, blobs, previousFiles, firstBitmap });
  const { report } = result;
  const until = Number(await collective.schedule.revealEndsAt(epoch)) + means.patience;
  if (leavesOut(state, report.filesBitmap, firstBitmap) && latest.timestamp < until) {
    throw new RetryableError("VALIDATOR_FILES_AWAITED", "Not all revealed score files can be used yet.", {
      context: { epoch, until },
      hint: "Another validator's host does not answer; the report goes without its file when it stays so.",
    });
  }
  await writeBundle(bundles.folder, bundleFolder(epoch, report.inputsHash), bundleFiles(result));
  return report;
}

/**
 * Agrees with a pending report that was found right.
 *
 * @throws {CollectiveError} `VALIDATOR_CONFLICTING_STATEMENT` when another report was voted for before; what sending throws.
 */
export async function confirmReport(duty: NodeDuty, means: NodeMeans): Promise<void> {
  const { epoch, attempt } = duty;
  const digest = pendingDigest(duty);
  await means.history.state({ kind: "report", epoch, attempt, digest });
  const call = await means.collective.distributor.confirmRoot.populateTransaction(epoch, digest);
  await means.send(`confirm ${epoch}.${attempt}`, call);
}

/** Whether revealed files are missing in a report that does not follow another one's choice. */
function leavesOut({ revealed, ejectedBitmap }: EpochChainState, filesBitmap: bigint, firstBitmap: bigint): boolean {
  if (filesBitmap === firstBitmap) return false;
  return revealed.some(({ slot }) => !hasBit(ejectedBitmap, slot) && !hasBit(filesBitmap, slot));
}
