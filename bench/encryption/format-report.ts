import { barHead, cellsOfBar, countHeld } from "../bars.ts";
import { measuredOn } from "../machine.ts";
import { markdownTable, terminalTable, type Cells, type TableFormat } from "../tables.ts";
import type { EncryptionReport, Row } from "./report.ts";

const MEGA = 1e6;

/** The report for a terminal. */
export function formatForTerminal(report: EncryptionReport): string {
  return format(report, terminalTable);
}

/** The report as the measured part of docs/performance.md. */
export function formatAsMarkdown(report: EncryptionReport): string {
  return format(report, (head, rows) => `\n${markdownTable(head, rows)}`);
}

function format(report: EncryptionReport, table: TableFormat): string {
  const { repetitions, encrypt, decrypt, files, wraps, bars } = report;
  const speeds = (rows: readonly Row[]): string =>
    table(
      ["", "MB per CPU s", "CPU s per 100 MB", "× age-encryption"],
      rows.map((row) => speedCells(row, rows[0])),
    );
  const parts = [
    `${measuredOn(report)} Medians of ${repetitions} rounds; each row is a process of its own.`,
    `Encrypting 200 MB from memory to memory\n${speeds(encrypt)}`,
    `Decrypting 200 MB from memory to memory\n${speeds(decrypt)}`,
    `1 GB on the disk, hashes and syncing included\n${table(["", "MB per CPU s", "MB per s", "peak MB"], files.map(fileCells))}`,
    `One wrap\n${table(["", "CPU ms"], wraps.map(wrapCells))}`,
    `Promised\n${table(barHead, bars.map(cellsOfBar))}`,
    countHeld(bars),
  ];
  return `${parts.join("\n\n")}\n`;
}

function speedCells(row: Row, first: Row | undefined): Cells {
  const { name, amount, median } = row;
  const speed = speedOf(amount, median.cpuMs);
  const ratio = (first?.median.cpuMs ?? Number.NaN) / median.cpuMs;
  return [name, speed.toFixed(0), (100 / speed).toFixed(3), ratio.toFixed(1)];
}

function fileCells({ name, amount, median: { cpuMs, wallMs, peakBytes } }: Row): Cells {
  return [name, speedOf(amount, cpuMs).toFixed(0), speedOf(amount, wallMs).toFixed(0), (peakBytes / MEGA).toFixed(0)];
}

function wrapCells({ name, amount, median }: Row): Cells {
  return [name, (median.cpuMs / amount).toFixed(2)];
}

/** Megabytes per second. */
function speedOf(bytes: number, milliseconds: number): number {
  return bytes / MEGA / (milliseconds / 1_000);
}
