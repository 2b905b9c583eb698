import hre from "hardhat";
import { InvalidInputError } from "../src/primitives/errors.ts";
import { usageOf } from "./command-options.ts";
import { loadConfig } from "./config/load-config.ts";
import { connectToRead, expectChain } from "./connection.ts";
import { openRecord } from "./open-record.ts";
import { explorersFor, publishSources, type Publication } from "./publish-sources.ts";
import { runCommand } from "./run-command.ts";

const usage = usageOf("deploy:verify", "Publishes the sources of every contract on the network's explorers.");

process.exitCode = await runCommand(usage, async ({ network, config: folder, json }, printer) => {
  const config = loadConfig(network, folder);
  const explorers = await explorersFor(hre, config.chainId);
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
    return Object.values(results).every((publications) => publications.every(({ problem }) => problem === undefined));
  } finally {
    await connection.close();
  }
});
