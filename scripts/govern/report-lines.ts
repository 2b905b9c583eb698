import { styleText } from "node:util";
import type { Surroundings } from "../../src/governance/simulation/read-surroundings.ts";
import type { Severity, SimulationReport } from "../../src/governance/simulation/report.ts";
import { wrap } from "./wrap.ts";
import { formatMoment } from "../../src/primitives/time-words.ts";

const styles = { danger: "red", warning: "yellow", info: "dim" } as const;

/** A report in short, for a terminal: red is danger. Without colour where nobody could see it, or NO_COLOR is set. */
export function reportLines(report: SimulationReport, { book }: Surroundings): string[] {
  const { title, state, refusal, executedAt, gasUsed, calls, findings, storage } = report;
  return [
    `simulated ${title} (${state})`,
    refusal === null
      ? `outcome   carried out at ${formatMoment(executedAt)}, gas ${gasUsed}`
      : paint("danger", `outcome   refused: ${refusal}`),
    ...calls.flatMap(({ number, effect, contractName, function: name, target, calldata }) =>
      wrap(`  ${number}. ${effect ?? `${contractName ?? book.get(target) ?? target} ${name ?? calldata}`}`, 5),
    ),
    ...findings.flatMap(({ severity, code, text }) =>
      wrap(`${severity.padEnd(8)}  ${code}: ${text}`, 10).map((line) => paint(severity, line)),
    ),
    ...(findings.length === 0 ? ["nothing   to look at more closely"] : []),
    `changes   ${storage.length} ${storage.length === 1 ? "variable" : "variables"}`,
  ];
}

function paint(severity: Severity, text: string): string {
  return styleText(styles[severity], text, { stream: process.stdout });
}
