import hre from "hardhat";
import { InvalidInputError, RetryableError } from "../src/primitives/errors.ts";
import { usageOf } from "./command-options.ts";
import { loadConfig } from "./config/load-config.ts";
import { connectToRead, expectChain } from "./connection.ts";
import { openRecord } from "./open-record.ts";
import { explorersFor, lacksEtherscanKey, publishSources, type Publication } from "./publish-sources.ts";
import { runCommand } from "./run-command.ts";

const usage = usageOf("deploy:verify", "Publishes the sources of every contract on the network's explorers.");

process.exitCode = await runCommand(usage, async ({ network, config: folder, json }, printer) => {
  const config = loadConfig(network, folder);
  const explorers = await explorersFor(hre, config.chainId);
  if (await lacksEtherscanKey(hre, config.chainId)) {
    process.stderr.write("Etherscan: skipped, ETHERSCAN_API_KEY is not set\n");
  }
  if (explorers.length === 0) {
    throw new InvalidInputError("DEPLOY_NO_EXPLORER", `No explorer is known for the network ${network}.`, {
      hint: "A local chain has none; Etherscan needs ETHERSCAN_API_KEY.",
    });
  }
  const connection = await connectToRead(network);
  // The plugin tells its progress on stdout, where with --json only the document belongs.
  if (json) console.log = console.error;
  try {
    await expectChain(connection, config);
    const record = await openRecord(connection);
    const results: Record<string, readonly Publication[]> = {};
    for (const explorer of explorers) {
      const publications = await publishSources(hre, connection, record, explorer);
      results[explorer] = publications;
      for (const { contract, problem } of publications) {
        printer.line(
          `${problem === undefined ? "✔" : "✘"} ${explorer} ${contract}${problem === undefined ? "" : `: ${problem}`}`,
        );
      }
    }
    printer.document(results);
    const failed = Object.values(results)
      .flat()
      .filter(({ problem }) => problem !== undefined);
    if (failed.length > 0 && failed.every(({ passing }) => passing)) throw explorerSilent(failed.length);
    return failed.length === 0;
  } finally {
    await connection.close();
  }
});

function explorerSilent(count: number): RetryableError {
  return new RetryableError("DEPLOY_EXPLORER_SILENT", `The explorer did not answer for ${count} contracts.`, {
    hint: "Run the command again later; what is published stays published. The deployment itself is not concerned.",
  });
}
