import { checkDeployment } from "./check-deployment.ts";
import { usageOf } from "./command-options.ts";
import { loadConfig } from "./config/load-config.ts";
import { connectToRead, expectChain } from "./connection.ts";
import { openRecord } from "./open-record.ts";
import { checkLines } from "./print-check.ts";
import { runCommand } from "./run-command.ts";

const usage = usageOf("deploy:check", "Proves point by point that a deployment is wired as documented. Sends nothing.");

process.exitCode = await runCommand(usage, async ({ network, config: folder }, printer) => {
  const config = loadConfig(network, folder);
  const connection = await connectToRead(network);
  try {
    await expectChain(connection, config);
    const record = await openRecord(connection);
    const findings = await checkDeployment(connection, config, record);
    for (const line of checkLines(findings)) printer.line(line);
    printer.document({ findings });
    return findings.every(({ ok }) => ok);
  } finally {
    await connection.close();
  }
});
