import Table from "cli-table3";
import type { ClaimFigures } from "./measure-claims.ts";
import { measureReport, type Report } from "./report.ts";

const usage = `npm run bench:gas [-- --json]

Measures claims, registrations and proposals beside re-implementations of others on one chain in this process.
Exit code 1: a bar is missed.
`;

const options = process.argv.slice(2);
const unknown = options.find((option) => option !== "--json");
if (unknown === undefined) {
  const report = await measureReport();
  process.stdout.write(options.includes("--json") ? `${JSON.stringify(report, null, 2)}\n` : format(report));
  process.exitCode = report.bars.every(({ holds }) => holds) ? 0 : 1;
} else {
  process.stderr.write(unknown === "--help" ? usage : `Unknown option ${unknown}.\n\n${usage}`);
  process.exitCode = unknown === "--help" ? 0 : 2;
}

function format({ machine, versions, claims, registrations, proposals, bars }: Report): string {
  const missed = bars.filter(({ holds }) => !holds).length;
  const lines = [
    `${machine}\n${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(" · ")}`,
    "Claims: gas per claim, proofs of 20 nodes, the real GPTToken, accounts without $GPT and without a delegate",
    table(
      ["", "first", "later", "batch of 20, first", "batch of 20, later"],
      claims.map(({ system, first, later, batchFirst, batchLater }) => [system, first, later, batchFirst, batchLater]),
    ),
    claims.map(({ system, batch }) => `  ${system}: ${batch}`).join("\n"),
    uniswapTable(claims),
    "Registrations: one URL or URI of 64 characters; Vana's with one key of 512 characters",
    table(
      ["", "an owner's first", "later"],
      registrations.map(({ call, first, later }) => [call, first, later]),
    ),
    registrations.map(({ call, stores }) => `  ${call} stores ${stores}`).join("\n"),
    "Proposals with one call",
    table(
      ["", "propose", "vote, first", "vote, later", "queue", "execute"],
      proposals.map((row) => [row.governor, row.propose, row.firstVote, row.laterVote, row.queue, row.execute]),
    ),
    "Bars",
    table(
      ["", "measured", "limit", "ratio", ""],
      bars.map(({ promise, measured, limit, ratio, holds }) => [
        promise,
        measured,
        limit,
        ratio.toFixed(3),
        holds ? "✔" : "✘",
      ]),
    ),
    `${bars.length - missed} of ${bars.length} bars hold`,
  ];
  return `${lines.join("\n\n")}\n`;
}

/** What an account pays in all for its first n epochs: claimed at the end, or epoch by epoch. */
function uniswapTable(claims: readonly ClaimFigures[]): string {
  const compared = claims.filter(({ system }) => /ours|Uniswap/.test(system));
  const sums = (figures: ClaimFigures, epochs: number) => figures.first + (epochs - 1) * figures.later;
  const rows = compared.flatMap((figures) => {
    const each = [figures.system, figures.first, sums(figures, 2), sums(figures, 10)];
    if (!figures.system.includes("ours")) return [each];
    return [
      [`${figures.system}, one claim at the end`, figures.first, figures.first, figures.first],
      [`${figures.system}, one claim per epoch`, ...each.slice(1)],
    ];
  });
  return `What one account pays in all\n\n${table(["", "1 epoch", "2 epochs", "10 epochs"], rows)}`;
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const numbers = head.slice(1).map(() => "right" as const);
  const result = new Table({
    head: [...head],
    colAligns: ["left", ...numbers],
    style: { head: [], border: [], compact: true },
  });
  result.push(...rows.map((row) => row.map((cell) => (typeof cell === "number" ? cell.toLocaleString("en") : cell))));
  return result.toString();
}
