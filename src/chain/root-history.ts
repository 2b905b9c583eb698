import { InvariantError } from "../primitives/errors.ts";
import { toAddress, toHex32, type Address, type Hex32 } from "../primitives/identifiers.ts";
import type { RewardDistributor } from "../../typechain-types/index.ts";
import { textOf } from "./event-text.ts";
import { readEvents, type BlockRange } from "./read-events.ts";

/** A report as it was submitted on chain. */
export type SubmittedReport = {
  readonly root: Hex32;
  /** Wei. */
  readonly totalCumulative: bigint;
  readonly leafCount: number;
  readonly filesBitmap: bigint;
  readonly inputsHash: Hex32;
  readonly artifactHash: Hex32;
  readonly rulesetHash: Hex32;
  readonly prevRoot: Hex32;
};

/** An activated root with the report that won and the slots of the validators that carried it. */
export type ActiveRoot = {
  readonly epoch: number;
  readonly root: Hex32;
  readonly totalCumulativeWei: bigint;
  readonly leafCount: number;
  readonly artifactHash: Hex32;
  readonly inputsHash: Hex32;
  readonly supporters: bigint;
  readonly report: SubmittedReport;
  /** Where validators said that the bundle is; nothing of it was checked. */
  readonly uris: readonly string[];
};

/** Every root that was ever activated in `range`, by ascending epoch. */
export async function readActiveRoots(distributor: RewardDistributor, range: BlockRange): Promise<ActiveRoot[]> {
  const { RootActivated, RootSubmitted } = distributor.filters;
  const activated = await readEvents(distributor, RootActivated(), range);
  const submitted = await readEvents(distributor, RootSubmitted(), range);
  return activated.map(({ args }) => {
    const epoch = Number(args.epoch);
    // Of all reports with this root the digest tells apart those with other hashes; the contract names the winner.
    const carrying = submitted.filter((event) => String(event.args.reportHash) === String(args.reportHash));
    const [winner] = carrying;
    if (winner === undefined) {
      throw new InvariantError("CHAIN_REPORT_MISSING", "An active root has no submitted report.", {
        context: { epoch },
      });
    }
    const report = toReport(winner.args.report as RewardReportStruct);
    return {
      epoch,
      root: report.root,
      totalCumulativeWei: report.totalCumulative,
      leafCount: report.leafCount,
      artifactHash: report.artifactHash,
      inputsHash: report.inputsHash,
      supporters: BigInt(String(args.supporters)),
      report,
      uris: [...new Set(carrying.map((event) => textOf(event.args, "uri")))],
    };
  });
}

/** A vote as it was cast; a later one of the same validator in the same attempt takes its place. */
export type ReportVote = {
  readonly validator: Address;
  readonly reportHash: Hex32;
  readonly report: SubmittedReport;
  /** Where the validator says that the bundle is. */
  readonly uri: string;
};

/** The votes of an attempt by submission, oldest first; confirmations of a pending root are not among them. */
export async function readVotes(
  distributor: RewardDistributor,
  range: BlockRange,
  { epoch, attempt }: { epoch: number; attempt: bigint },
): Promise<ReportVote[]> {
  const submitted = await readEvents(distributor, distributor.filters.RootSubmitted(epoch), range);
  return submitted
    .filter(({ args }) => BigInt(String(args.attempt)) === attempt)
    .map(({ args }) => ({
      validator: toAddress(String(args.validator)),
      reportHash: toHex32(String(args.reportHash)),
      report: toReport(args.report as RewardReportStruct),
      uri: textOf(args, "uri"),
    }));
}

/** The first report of an attempt, whose choice of score files the other validators adopt when they can fetch them. */
export async function readFirstReport(
  distributor: RewardDistributor,
  range: BlockRange,
  which: { epoch: number; attempt: bigint },
): Promise<SubmittedReport | undefined> {
  const [first] = await readVotes(distributor, range, which);
  return first?.report;
}

type RewardReportStruct = {
  root: string;
  totalCumulative: bigint;
  leafCount: bigint;
  filesBitmap: bigint;
  inputsHash: string;
  artifactHash: string;
  rulesetHash: string;
  prevRoot: string;
};

function toReport(report: RewardReportStruct): SubmittedReport {
  return {
    root: toHex32(report.root),
    totalCumulative: report.totalCumulative,
    leafCount: Number(report.leafCount),
    filesBitmap: report.filesBitmap,
    inputsHash: toHex32(report.inputsHash),
    artifactHash: toHex32(report.artifactHash),
    rulesetHash: toHex32(report.rulesetHash),
    prevRoot: toHex32(report.prevRoot),
  };
}
