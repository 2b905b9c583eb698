import { connectCollective } from "../src/chain/collective.ts";
import { checkDeployment } from "./check-deployment.ts";
import { usageOf, type CommandOptions } from "./command-options.ts";
import type { DeploymentConfig } from "./config/deployment-config.ts";
import { factsOf, loadConfig } from "./config/load-config.ts";
import { confirm } from "./confirm.ts";
import { connectTo, expectChain, type CollectiveConnection } from "./connection.ts";
import { deployCollective, type DeploymentEvent } from "./deploy-collective.ts";
import { recordPath } from "./deployment-files.ts";
import { expectReadableStart, expectWritable } from "./local-state.ts";
import { planDeployment, progressOf, type DeploymentPlan } from "./plan.ts";
import { expectFunds, expectGenesis, expectGuardian } from "./preflight.ts";
import { checkLines } from "./print-check.ts";
import { planLines } from "./print-plan.ts";
import { progressPrinter } from "./print-progress.ts";
import { resolveDeployment, type DeploymentTarget } from "./resolve-deployment.ts";
import { roleLines, roleTable } from "./role-table.ts";
import { runCommand, type Printer } from "./run-command.ts";

const usage = usageOf(
  "deploy",
  "Deploys and wires the collective, or finishes an interrupted deployment, then proves the result.",
  [
    "  --dry-run          Print what would be sent and what it would cost; send nothing. Ends with 1 when",
    "                     the account holds too little, after the plan",
    "  --yes              Do not ask before sending to a public network",
  ],
);

process.exitCode = await runCommand(usage, async (options, printer) => {
  const config = loadConfig(options.network, options.config);
  const connection = await connectTo(options.network);
  try {
    return await deploy(connection, config, options, printer);
  } finally {
    await connection.close();
  }
});

async function deploy(
  connection: CollectiveConnection,
  config: DeploymentConfig,
  options: CommandOptions,
  printer: Printer,
): Promise<boolean> {
  const { target, plan } = await prepare(connection, config);
  const { deployer } = target;
  const facts = factsOf(options.network);
  for (const line of planLines(plan, deployer, facts)) printer.line(line);
  if (options.dryRun) {
    printer.line("Nothing was sent.");
    printer.document({ network: config.network, chainId: config.chainId, deployer, plan });
  }
  expectFunds(plan, deployer, facts.coin);
  if (options.dryRun) return true;
  expectWritable();
  await confirmSending(plan, config, options);

  const { record, transactions } = await deployCollective(connection, config, tellProgress(target, options));
  printer.line(`\n${transactions} transactions sent to chain ${record.chainId}`);
  for (const [name, address] of Object.entries(record.contracts)) printer.line(`  ${name.padEnd(18)} ${address}`);
  printer.line(`Record: ${recordPath(record.chainId)}\n`);

  const findings = await checkDeployment(connection, config, record, { askExplorer: false });
  for (const line of checkLines(findings)) printer.line(line);
  const collective = connectCollective(record, connection.ethers.provider);
  const roles = await roleTable({ connection, config, record, collective, askExplorer: false });
  printer.line("\nWho may do what:");
  for (const line of roleLines(roles)) printer.line(line);
  printer.document({
    network: config.network,
    chainId: config.chainId,
    deployer,
    plan,
    transactions,
    record,
    findings,
    roles,
  });
  return findings.every(({ ok }) => ok);
}

/** Everything that can be known to be wrong before the first transaction. */
async function prepare(
  connection: CollectiveConnection,
  config: DeploymentConfig,
): Promise<{ target: DeploymentTarget; plan: DeploymentPlan }> {
  expectReadableStart(await expectChain(connection, config));
  const target = await resolveDeployment(connection, config);
  const progress = progressOf(target);
  await expectGuardian(connection, config);
  if (progress.get("Collective#EpochSchedule") === "to send") await expectGenesis(connection, config);
  return { target, plan: await planDeployment(connection, target) };
}

/** On stderr, for a person; a machine waits for its document. */
function tellProgress(target: DeploymentTarget, { json }: CommandOptions): (event: DeploymentEvent) => void {
  if (json) return () => undefined;
  return progressPrinter(progressOf(target), (line) => process.stderr.write(`${line}\n`));
}

async function confirmSending(
  { steps }: DeploymentPlan,
  config: DeploymentConfig,
  { yes }: CommandOptions,
): Promise<void> {
  const count = steps.filter(({ state }) => state === "to send").length;
  if (yes || config.kind === "local" || count === 0) return;
  await confirm(`Send ${count} transactions to chain ${config.chainId}?`);
}
