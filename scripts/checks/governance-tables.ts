import { readFileSync, writeFileSync } from "node:fs";
import { network } from "hardhat";
import { connectCollective } from "../../src/chain/collective.ts";
import { toAddress } from "../../src/primitives/identifiers.ts";
import { local } from "../../deploy/config/local.ts";
import { showAmount, showDuration } from "../../deploy/config/fields.ts";
import { deployCollective } from "../../deploy/deploy-collective.ts";
import { roleTable } from "../../deploy/role-table.ts";
import { root } from "./run-command.ts";

/**
 * The tables of `docs/governance.md` that are read from elsewhere: who may do what, from a deployment in this process,
 * and the parameters, from `deploy/config`. Fails when the document differs; `--write` brings it up to date.
 */
const path = `${root}docs/governance.md`;
const testnets = ["sepolia", "baseSepolia", "moksha"];

const before = readFileSync(path, "utf8");
const after = [
  ["roles", await rolesTable()],
  ["parameters", parametersTable()],
].reduce((text, [name = "", table = ""]) => replaceBetween(text, name, table), before);
if (process.argv.includes("--write")) writeFileSync(path, after);
else if (after !== before) console.log('docs/governance.md is not up to date: run "npm run docs:roles" and commit it.');
process.exitCode = after === before || process.argv.includes("--write") ? 0 : 1;

async function rolesTable(): Promise<string> {
  const connection = await network.create();
  // Accounts of their own, so that each has a name of its own.
  const person = (digit: string) => toAddress(`0x${digit.repeat(40)}`);
  const config = { ...local, guardian: person("a"), foundation: person("b"), team: person("c") };
  const { record } = await deployCollective(connection, config);
  const collective = connectCollective(record, connection.ethers.provider);
  const rows = await roleTable({ connection, config, record, collective, askExplorer: false });
  await connection.close();
  return table(
    ["role", "held by", "functions that only it may call"],
    rows.map(({ role, members, functions }) => [
      role,
      members.length === 0 ? "nobody" : members.join(", "),
      functions.map((name) => (/^[\w.]+$/.test(name) ? `\`${name}\`` : name)).join(", "),
    ]),
  );
}

function parametersTable(): string {
  const columns: Record<string, Map<string, string>> = { localhost: new Map(flatten(localAsWritten())) };
  for (const name of testnets) {
    const text = readFileSync(`${root}deploy/config/${name}.json`, "utf8");
    columns[name] = new Map(flatten(JSON.parse(text) as object));
  }
  const parameters = [...(columns.localhost ?? [])].map(([name]) => name);
  return table(
    ["parameter", ...Object.keys(columns)],
    parameters.map((name) => [`\`${name}\``, ...Object.values(columns).map((column) => column.get(name) ?? "")]),
  );
}

/** The parameters of the local chain as the file of a public network would write them. */
function localAsWritten(): object {
  const inWords = (durations: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(durations).map(([name, seconds]) => [name, showDuration(seconds)]));
  const { votingDelay, votingPeriod, lateQuorumExtension, ...votes } = local.governor;
  return {
    schedule: inWords(local.schedule),
    timelockDelay: showDuration(local.timelockDelay),
    governor: {
      ...inWords({ votingDelay, votingPeriod, lateQuorumExtension }),
      proposalThreshold: showAmount(votes.proposalThreshold),
      quorumCapBps: votes.quorumCapBps,
      quorumShareBps: votes.quorumShareBps,
      quorumFloor: showAmount(votes.quorumFloor),
    },
    validators: {
      bond: showAmount(local.validators.bond),
      unbondingDelay: showDuration(local.validators.unbondingDelay),
    },
    rewards: { ...local.rewards, maxRewardPerUnit: showAmount(local.rewards.maxRewardPerUnit) },
    access: { ...local.access, coolingOff: showDuration(local.access.coolingOff) },
  };
}

function flatten(value: object, at = ""): [name: string, value: string][] {
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]): [string, string][] =>
    typeof inner === "object" && inner !== null ? flatten(inner, `${at}${name}.`) : [[`${at}${name}`, String(inner)]],
  );
}

/** A table as prettier formats it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => (row[column] ?? "").length)));
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => (cells[column] ?? "").padEnd(width)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

function replaceBetween(text: string, name: string, inner: string): string {
  const [start, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/governance.md lacks the marks of ${name}`);
  return `${text.slice(0, from + start.length)}\n\n${inner}\n\n${text.slice(to)}`;
}
