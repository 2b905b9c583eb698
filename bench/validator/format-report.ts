import { barHead, cellsOfBar, countHeld } from "../bars.ts";
import { measuredOn } from "../machine.ts";
import { markdownTable, terminalTable, type Cells, type TableFormat } from "../tables.ts";
import type { EpochRow } from "./measure-epoch.ts";
import type { FingerprintRow } from "./measure-fingerprints.ts";
import type { ScoringRow } from "./measure-scoring.ts";
import type { ValidatorReport } from "./report.ts";

const MEGA = 1e6;

/** The report for a terminal. */
export function formatForTerminal(report: ValidatorReport): string {
  return format(report, terminalTable);
}

/** The report as the measured part of docs/performance.md. */
export function formatAsMarkdown(report: ValidatorReport): string {
  return format(report, (head, rows) => `\n${markdownTable(head, rows)}`);
}

function format(report: ValidatorReport, table: TableFormat): string {
  const { archives, bars, epochs, fingerprints, rounds, scoring, settings } = report;
  const sizes = archives.map(({ megabytes, zipBytes }) => `${megabytes} MB of JSON in a zip of ${mega(zipBytes)} MB`);
  const parts = [
    `${measuredOn(report)} Medians of ${rounds} rounds; PostgreSQL with ${settings.join(", ")}.`,
    `Archives from the queue to their results, by \`validate scorer\` processes with one job each: ${sizes.join("; ")}\n${table(
      ["", "archives per minute", "× one", "CPU s per archive", "of it PostgreSQL", "peak MB, scorer", "peak MB, jail"],
      scoring.map((row) => scoringCells(row, scoring)),
    )}`,
    "Scorers, their jails, PostgreSQL and the chain share the processors of one machine: with more scorers than it has, none is faster.",
    `What is kept of one archive\n${table(
      ["", "conversations", "fingerprints", "MB in `measures`"],
      scoring.filter(({ scorers }) => scorers === 1).map(factCells),
    )}`,
    `The one process that signs, with every archive measured\n${table(
      ["", "fingerprints", "score, s", "CPU s", "ms per archive", "settle, s", "insertions per s", "peak MB"],
      epochs.map(epochCells),
    )}`,
    `Each further archive costs that process ${slopeOf(epochs)} kB of memory until the epoch is scored; each registered contribution, there and in every scorer, ${report.contributionBytes.toFixed(0)} bytes all the time.`,
    `Fingerprints\n${table(
      [
        "",
        "look-ups per s",
        "after a restart",
        "insertions per s",
        "table MB",
        "index MB",
        "bytes each",
        "filled in s",
      ],
      fingerprints.map(fingerprintCells),
    )}`,
    "200,000 look-ups as one archive, half of them found, and 200,000 insertions in transactions of 20,000, in statements of 10,000. " +
      "After a restart: 20,000 look-ups by a server that was just started, with nothing of its files in memory. " +
      "The index of 10^8 was built after the rows were there; one that grew is larger.",
    `Memory\n${table(["", "peak MB, process that asks", "largest process of PostgreSQL, MB of its own"], fingerprints.map(memoryCells))}`,
    `Promised\n${table(barHead, bars.map(cellsOfBar))}`,
    countHeld(bars),
  ];
  return `${parts.join("\n\n")}\n`;
}

function scoringCells(row: ScoringRow, all: readonly ScoringRow[]): Cells {
  const { megabytes, scorers, perMinute, scorerCpuMs, databaseCpuMs, scorerPeakBytes, jailPeakBytes } = row;
  const one = all.find((other) => other.megabytes === megabytes && other.scorers === 1)?.perMinute ?? Number.NaN;
  return [
    `${megabytes} MB, ${scorers} ${scorers === 1 ? "scorer" : "scorers"}`,
    perMinute.toFixed(0),
    (perMinute / one).toFixed(2),
    ((scorerCpuMs + databaseCpuMs) / 1_000).toFixed(2),
    (databaseCpuMs / 1_000).toFixed(3),
    mega(scorerPeakBytes),
    mega(jailPeakBytes),
  ];
}

function factCells({ megabytes, conversations, fingerprints, answerBytes }: ScoringRow): Cells {
  return [`${megabytes} MB`, count(conversations), count(fingerprints), (answerBytes / MEGA).toFixed(2)];
}

function epochCells({ archives, fingerprints, score, settle, peakBytes }: EpochRow): Cells {
  return [
    `${archives} archives of 5 MB`,
    count(fingerprints),
    (score.wallMs / 1_000).toFixed(1),
    (score.cpuMs / 1_000).toFixed(1),
    (score.wallMs / archives).toFixed(0),
    (settle.wallMs / 1_000).toFixed(1),
    count((1_000 * fingerprints) / settle.wallMs),
    mega(peakBytes),
  ];
}

/** By the smallest and the largest epoch, after scoring. */
function slopeOf(epochs: readonly EpochRow[]): string {
  const [first, last] = [epochs[0], epochs.at(-1)];
  if (first === undefined || last === undefined) return "–";
  const bytes = (last.score.peakBytes - first.score.peakBytes) / (last.archives - first.archives);
  return (bytes / 1_000).toFixed(0);
}

function fingerprintCells(row: FingerprintRow): Cells {
  const { looksPerSecond, coldLooksPerSecond, addsPerSecond, tableBytes, indexBytes, rows, fillSeconds } = row;
  return [
    nameOf(row),
    count(looksPerSecond),
    coldLooksPerSecond === null ? "–" : count(coldLooksPerSecond),
    count(addsPerSecond),
    mega(tableBytes),
    mega(indexBytes),
    ((tableBytes + indexBytes) / rows).toFixed(0),
    fillSeconds.toFixed(0),
  ];
}

function memoryCells(row: FingerprintRow): Cells {
  const { peakBytes, serverBytes } = row;
  return [nameOf(row), mega(peakBytes), serverBytes === null ? "–" : mega(serverBytes)];
}

function nameOf({ database, rows }: FingerprintRow): string {
  return `${database}, 10^${Math.round(Math.log10(rows))}`;
}

function mega(bytes: number): string {
  return (bytes / MEGA).toFixed(0);
}

function count(value: number): string {
  return Math.round(value).toLocaleString("en");
}
