import { barHead, cellsOfBar, countHeld } from "../bars.ts";
import { markdownTable, terminalTable, type Cells, type TableFormat } from "../tables.ts";
import type { FormResult, RedactionReport } from "./report.ts";

/** The report for a terminal. */
export function formatForTerminal(report: RedactionReport): string {
  const bars = terminalTable(barHead, report.bars.map(cellsOfBar));
  return `${[...sections(report, terminalTable), bars, countHeld(report.bars)].join("\n\n")}\n`;
}

/** The report for docs/sharing.md. */
export function formatForDocument(report: RedactionReport): string {
  return sections(report, markdownTable).join("\n\n");
}

function sections({ options, kinds, forms }: RedactionReport, table: TableFormat): string[] {
  const share = (permille: number): string => `${(permille / 10).toFixed(1)} %`;
  const rows = (results: readonly FormResult[]): Cells[] =>
    results.map(({ name, texts, right }) => [name, share(Math.floor((1000 * right) / texts))]);
  return [
    `${options.textsPerForm} texts of each form, seed ${options.seed}.`,
    table(
      ["kind", "precision", "recall"],
      kinds.map(({ kind, precision, recall }) => [kind, share(precision), share(recall)]),
    ),
    table(
      ["written as", "removed to the last sign"],
      rows(forms.filter(({ kind, isMissed }) => kind !== null && !isMissed)),
    ),
    table(["out of reach", "removed"], rows(forms.filter(({ isMissed }) => isMissed))),
    table(["looks like personal data", "left as it is"], rows(forms.filter(({ kind }) => kind === null))),
  ];
}
