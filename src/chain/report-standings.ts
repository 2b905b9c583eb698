import { bitsOf } from "../primitives/bitmap.ts";
import type { Hex32 } from "../primitives/identifiers.ts";
import { quorumOf } from "../primitives/quorum.ts";
import type { Collective } from "./collective.ts";
import type { BlockRange } from "./read-events.ts";
import { readVotes, type SubmittedReport } from "./root-history.ts";

/** How one of the reports stands that validators have voted for. */
export type ReportStanding = {
  readonly epoch: number;
  /** Counted from 1. */
  readonly attempt: number;
  readonly reportHash: Hex32;
  readonly report: SubmittedReport;
  /** Eligible validators whose votes it has now, confirmations included, and how many make it pending. */
  readonly supporters: number;
  readonly quorum: number;
  readonly isPending: boolean;
};

/** The reports of the running attempt at the oldest unsettled epoch, in the order of their first votes. */
export async function readStandings(
  { distributor, reserve, schedule, validators }: Collective,
  range: BlockRange,
): Promise<ReportStanding[]> {
  const epoch = Number(await reserve.lastSettledEpoch()) + 1;
  const attempt = await distributor.attemptOf(epoch);
  const votes = await readVotes(distributor, range, { epoch, attempt });
  // The electorate is only known once the epoch is over, as it is when somebody has voted.
  if (votes.length === 0) return [];
  const endsAt = await schedule.endOf(epoch);
  const quorum = quorumOf(Number(await validators.activeCountAt(endsAt)));
  const eligible = await validators.eligibleBitmapAt(endsAt);
  const pending = await distributor.pendingRoot();
  const reports = new Map(votes.map(({ reportHash, report }) => [reportHash, report]));
  const standings: ReportStanding[] = [];
  for (const [reportHash, report] of reports) {
    const supporters = bitsOf((await distributor.supportOf(reportHash)) & eligible).length;
    const isPending = pending.reportHash === reportHash;
    standings.push({ epoch, attempt: Number(attempt), reportHash, report, supporters, quorum, isPending });
  }
  return standings;
}
