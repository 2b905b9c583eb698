import { formatGpt } from "../../primitives/format-gpt.ts";
import { formatMoment } from "../../primitives/time-words.ts";
import { showAccount } from "../address-book.ts";
import { eventWords } from "./permission-changes.ts";
import type { Surroundings } from "./read-surroundings.ts";
import type { ReportedCall, Severity, SimulationReport, Transfer } from "./report.ts";

const marks: Readonly<Record<Severity, string>> = { danger: "🔴 danger", warning: "🟠 warning", info: "⚪ info" };

/** A report as Markdown, for people: what it does first, then what is odd about it, then everything else. */
export function formatReport(report: SimulationReport, around: Surroundings): string {
  const { title, number, state, network, chainId, block, executedAt, refusal, gasUsed } = report;
  const outcome =
    refusal === null
      ? `carried out at ${formatMoment(executedAt)}, gas ${gasUsed}`
      : `**refused**: ${oneLine(refusal)}`;
  return [
    `# Simulation: ${oneLine(title)}`,
    "",
    `- proposal: ${number === null ? "not proposed yet" : `number ${number}, ${state}`}`,
    ...(report.proposalId === null ? [] : [`- id: ${report.proposalId}`]),
    ...(report.proposer === null ? [] : [`- proposer: ${showAccount(around.book, report.proposer)}`]),
    `- network: ${network}, chain ${chainId}, copied at block ${block}`,
    `- outcome: ${outcome}`,
    "",
    ...section("What it does", report.calls.map(effectLine)),
    ...section(
      "What to look at",
      report.findings.map(({ severity, code, text }) => `- ${marks[severity]} \`${code}\` ${oneLine(text)}`),
    ),
    ...section(
      "Who may do what from then on",
      report.permissions.map(({ text, isDangerous }) => `- ${isDangerous ? "🔴" : "🟠"} ${oneLine(text)}`),
    ),
    ...section(
      "What is paid",
      report.transfers.map((transfer) => `- ${transferWords(transfer, around)}`),
    ),
    ...section(
      "Calls",
      report.calls.flatMap((call) => callLines(call, around)),
    ),
    ...section(
      "Variables",
      report.storage.map(
        ({ contractName, variable, before, after }) => `- ${contractName}.${variable}: ${before} → ${after}`,
      ),
    ),
    ...section(
      "Events",
      report.events.map(
        (event) => `- ${event.contractName} ${event.name ?? "?"}: ${oneLine(eventWords(event, around))}`,
      ),
    ),
    ...section(
      "Code at the targets",
      report.code.map(({ address, now }) => `- ${showAccount(around.book, address)}: ${now ?? "none"}`),
    ),
  ].join("\n");
}

function effectLine({ number, effect, contractName, function: name, target }: ReportedCall): string {
  if (effect !== null) return `${number}. ${oneLine(effect)}`;
  return `${number}. Calls ${contractName ?? target}${name === null ? "" : `.${name}`}: see below.`;
}

function callLines(
  { number, target, contractName, function: name, words, valueWei, calldata }: ReportedCall,
  { book }: Surroundings,
): string[] {
  const what = name ?? (calldata === "0x" ? "no calldata" : `calldata ${calldata}`);
  return [
    `${number}. ${contractName ?? "unknown"} (${showAccount(book, target).split(" ").at(-1) ?? target}) ${what}`,
    ...(valueWei === 0n ? [] : [`   - sends ${valueWei} wei of the chain's coin`]),
    ...words.map(([argument, value]) => `   - ${argument}: ${oneLine(value)}`),
  ];
}

function transferWords({ token, from, to, amountWei }: Transfer, { book }: Surroundings): string {
  const amount =
    token === "GPT"
      ? `${formatGpt(amountWei)} GPT`
      : `${amountWei} wei of ${token === "coin" ? "the chain's coin" : token}`;
  return `${amount} from ${showAccount(book, from)} to ${showAccount(book, to)}`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}`, "", ...lines, ""];
}

/** Text of others, so that it cannot end its line, or pose as ours. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll(/[\p{C}<>]/gu, "");
}
