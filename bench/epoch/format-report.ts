import { barHead, cellsOfBar, countHeld } from "../bars.ts";
import { measuredOn } from "../machine.ts";
import type { Usage } from "../readings.ts";
import { markdownTable, terminalTable, type Cells, type TableFormat } from "../tables.ts";
import type { EpochReport } from "./report.ts";
import { steps } from "./steps.ts";

/** The report for a terminal. */
export function formatForTerminal(report: EpochReport): string {
  return format(report, terminalTable);
}

/** The report as the measured part of docs/performance.md. */
export function formatAsMarkdown(report: EpochReport): string {
  return format(report, (head, rows) => `\n${markdownTable(head, rows)}`);
}

function format(report: EpochReport, table: TableFormat): string {
  const { bars, calculate, contributors, proof, published, repetitions, shares, verify } = report;
  const count = contributors.toLocaleString("en");
  const where = [
    ...steps.map(({ name, what }) => [what, name] as const),
    ["everything else, writing the files included", "rest"] as const,
  ];
  const bytes = Object.entries(published);
  const parts = [
    `${measuredOn(report)} Medians of ${repetitions} runs, each in a process of its own.`,
    `An epoch of ${count} contributors, all scored by five validators, on top of one of the same size\n${table(
      ["", "CPU s", "s", "peak MB"],
      [row("score files to a bundle on disk", calculate), row("`rewards verify` of that bundle", verify)],
    )}`,
    `Where the time of the first goes\n${table(
      ["", "%", "CPU s"],
      where.map(([what, name]) => [
        what,
        ((shares[name] ?? 0) / 10).toFixed(1),
        (((shares[name] ?? 0) * calculate.cpuMs) / 1e6).toFixed(2),
      ]),
    )}`,
    `What is published\n${table(
      ["", "MB"],
      [...bytes.map(([kind, size]): Cells => [kind, mega(size)]), ["one shard", (proof.shardBytes / 1e6).toFixed(4)]],
    )}`,
    `Promised\n${table(barHead, bars.map(cellsOfBar))}`,
    countHeld(bars),
  ];
  return `${parts.join("\n\n")}\n`;
}

function row(name: string, { cpuMs, wallMs, peakBytes }: Usage): Cells {
  return [name, (cpuMs / 1_000).toFixed(1), (wallMs / 1_000).toFixed(1), mega(peakBytes)];
}

function mega(bytes: number): string {
  return bytes < 1e5 ? (bytes / 1e6).toFixed(3) : (bytes / 1e6).toFixed(1);
}
