import { parseArgs } from "node:util";
import { network } from "hardhat";
import { InvalidInputError } from "../src/primitives/errors.ts";
import { describeError } from "../src/primitives/describe-error.ts";
import { checkDeployment } from "./check-deployment.ts";
import { loadConfig } from "./config/load-config.ts";
import { explainUnreachable } from "./explain-unreachable.ts";
import { deployCollective, recordPath, type CollectiveConnection } from "./deploy-collective.ts";

const usage = `Usage: npm run deploy -- --network <localhost|moksha|sepolia>

Deploys and wires the collective, or finishes an interrupted deployment, then proves the result.
`;

process.exitCode = await main();

async function main(): Promise<number> {
  const name = readNetwork();
  if (typeof name === "number") return name;
  try {
    const config = loadConfig(name);
    const connection = await connect(name);
    const { record, transactions } = await deployCollective(connection, config);
    console.log(`${transactions} transactions sent to chain ${record.chainId}`);
    for (const [contract, address] of Object.entries(record.contracts))
      console.log(`  ${contract.padEnd(18)} ${address}`);

    const findings = await checkDeployment(connection, config, record);
    const failed = findings.filter(({ ok }) => !ok);
    for (const { statement, found } of failed) console.log(`✘ ${statement}: ${found}`);
    console.log(`${findings.length - failed.length} of ${findings.length} statements about the deployment hold`);
    console.log(`Record: ${recordPath(record.chainId)}`);
    await connection.close();
    return failed.length === 0 ? 0 : 1;
  } catch (error) {
    const { text, exitCode } = describeError(error);
    console.error(text);
    return error instanceof InvalidInputError && error.code === "DEPLOY_UNKNOWN_NETWORK" ? 2 : exitCode;
  }
}

async function connect(name: string): Promise<CollectiveConnection> {
  try {
    const connection = await network.create(name);
    await connection.ethers.provider.getBlockNumber();
    return connection;
  } catch (cause) {
    throw explainUnreachable(name, cause);
  }
}

/** The name of the network, or the exit code when there is nothing to deploy to. */
function readNetwork(): string | 0 | 2 {
  try {
    const { values } = parseArgs({ options: { network: { type: "string" }, help: { type: "boolean" } } });
    if (values.help) {
      console.log(usage);
      return 0;
    }
    if (values.network !== undefined && values.network !== "default") return values.network;
    console.error(usage);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
  return 2;
}
