import { blockAt } from "../../chain/finality.ts";
import { providerOf } from "../../chain/provider-of.ts";
import { readEpoch } from "../../chain/read-epoch.ts";
import { readVotes, type SubmittedReport } from "../../chain/root-history.ts";
import { InvalidInputError, InvariantError } from "../../primitives/errors.ts";
import { recalculateReport } from "../calculate-report.ts";
import { compareReports } from "../compare-reports.ts";
import type { Judgement } from "../next-duty.ts";
import { findPrevious } from "./find-previous.ts";
import type { NodeDuty } from "./node-event.ts";
import type { NodeMeans } from "./node-means.ts";

/**
 * Calculates a pending report from the score files that it names. Whatever it differs in, it is wrong.
 *
 * @throws {CollectiveError} what reading and calculating throw: then nothing is known about it.
 */
export async function judgeRoot(duty: NodeDuty, means: NodeMeans): Promise<Judgement> {
  const { collective, record, blobs } = means;
  const report = await pendingReport(duty, means);
  const state = await readEpoch(collective, record, duty.epoch);
  const previousFiles = state.isReportable ? await findPrevious(state, means) : null;
  const own = await recalculateReport({ state, blobs, previousFiles }, report.filesBitmap);
  return compareReports(own.report, report).length === 0 ? "right" : "wrong";
}

/**
 * Objects to a pending report that was found wrong.
 *
 * @throws {CollectiveError} `VALIDATOR_CONFLICTING_STATEMENT`; what sending throws.
 */
export async function vetoRoot({ epoch, attempt, digest }: NodeDuty, means: NodeMeans): Promise<void> {
  if (digest === null) {
    throw new InvalidInputError("VALIDATOR_NOTHING_PENDING", "Expected a pending report.", { context: { epoch } });
  }
  await means.history.state({ kind: "veto", epoch, attempt, digest });
  await means.send(`veto ${epoch}.${attempt}`, await means.collective.distributor.veto.populateTransaction(epoch));
}

async function pendingReport(
  { epoch, attempt, digest }: NodeDuty,
  { collective, record }: NodeMeans,
): Promise<SubmittedReport> {
  const { distributor } = collective;
  const { number: toBlock } = await blockAt(providerOf(distributor), "latest");
  const range = { fromBlock: record.deployedAtBlock, toBlock };
  const votes = await readVotes(distributor, range, { epoch, attempt: BigInt(attempt) });
  const vote = votes.find(({ reportHash }) => reportHash === digest);
  if (vote !== undefined) return vote.report;
  throw new InvariantError("CHAIN_REPORT_MISSING", "A pending root has no submitted report.", { context: { epoch } });
}
