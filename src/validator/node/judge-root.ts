import { blockAt } from "../../chain/finality.ts";
import { providerOf } from "../../chain/provider-of.ts";
import { readEpoch } from "../../chain/read-epoch.ts";
import { readVotes, type SubmittedReport } from "../../chain/root-history.ts";
import { InvariantError } from "../../primitives/errors.ts";
import { readPrevious, recalculateReport } from "../calculate-report.ts";
import { compareReports } from "../compare-reports.ts";
import type { Judgement } from "../next-duty.ts";
import { findPrevious, statedSources } from "./find-previous.ts";
import { pendingDigest, type NodeDuty } from "./node-event.ts";
import type { ContractCall, NodeMeans } from "./node-means.ts";
import { fraudProof } from "./prove-fraud.ts";

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
 * Objects to a pending report that was found wrong: proves it where it can be proved, which ends the attempt at once, or
 * vetoes it, which needs others too.
 *
 * @throws {CollectiveError} `VALIDATOR_CONFLICTING_STATEMENT`; what reading and sending throw.
 */
export async function opposeRoot(duty: NodeDuty, means: NodeMeans): Promise<void> {
  const { epoch, attempt } = duty;
  const digest = pendingDigest(duty);
  const proving = await proofAgainst(duty, means);
  if (proving !== null) {
    await means.send(`prove ${epoch}.${attempt}`, proving);
    return;
  }
  await means.history.state({ kind: "veto", epoch, attempt, digest });
  await means.send(`veto ${epoch}.${attempt}`, await means.collective.distributor.veto.populateTransaction(epoch));
}

async function proofAgainst(duty: NodeDuty, means: NodeMeans): Promise<ContractCall | null> {
  const { collective, record, bundles } = means;
  const report = await pendingReport(duty, means);
  const state = await readEpoch(collective, record, duty.epoch);
  const { leaves } = readPrevious(state, await findPrevious(state, means));
  const suspect = { epoch: duty.epoch, report, activeEpoch: state.previous?.epoch ?? 0, activeLeaves: leaves };
  return fraudProof(collective, suspect, [...bundles.sources, ...statedSources(report.uris)]);
}

async function pendingReport(
  { epoch, attempt, digest }: NodeDuty,
  { collective, record }: NodeMeans,
): Promise<SubmittedReport & { readonly uris: readonly string[] }> {
  const { distributor } = collective;
  const { number: toBlock } = await blockAt(providerOf(distributor), "latest");
  const range = { fromBlock: record.deployedAtBlock, toBlock };
  const votes = await readVotes(distributor, range, { epoch, attempt: BigInt(attempt) });
  const carrying = votes.filter(({ reportHash }) => reportHash === digest);
  const [vote] = carrying;
  if (vote !== undefined) return { ...vote.report, uris: carrying.map(({ uri }) => uri) };
  throw new InvariantError("CHAIN_REPORT_MISSING", "A pending root has no submitted report.", { context: { epoch } });
}
