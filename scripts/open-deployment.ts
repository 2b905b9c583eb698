import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { explainUnreachable } from "../deploy/explain-unreachable.ts";
import type { CollectiveConnection } from "../deploy/connection.ts";
import { openRecord } from "../deploy/open-record.ts";
import { connectCollective, type Collective } from "../src/chain/collective.ts";
import type { DeploymentRecord } from "../src/chain/deployment-record.ts";
import { InvalidInputError } from "../src/primitives/errors.ts";

/** The deployment on the network that `--network` names, and an account of that network. */
export type OpenDeployment = {
  readonly connection: CollectiveConnection;
  readonly record: DeploymentRecord;
  /** Sends as the chosen account, reads through its provider. */
  readonly collective: Collective;
  readonly signer: Awaited<ReturnType<CollectiveConnection["ethers"]["getSigners"]>>[number];
};

/**
 * Opens the deployment of the selected network.
 *
 * @throws {RetryableError} `CHAIN_UNREACHABLE`; {InvalidInputError} `DEPLOY_NOT_CONFIGURED`, `SCRIPT_NOT_DEPLOYED`, `SCRIPT_NO_ACCOUNT`.
 */
export async function openDeployment(hre: HardhatRuntimeEnvironment, account = 0): Promise<OpenDeployment> {
  const connection = await connect(hre);
  const record = await openRecord(connection);
  const signer = (await connection.ethers.getSigners())[account];
  if (signer === undefined) {
    throw new InvalidInputError("SCRIPT_NO_ACCOUNT", `This network has no account number ${account}.`, {
      hint: "Set DEPLOYER_PRIVATE_KEY in the keystore or in .env, or choose another --account.",
    });
  }
  return { connection, record, signer, collective: connectCollective(record, signer) };
}

async function connect(hre: HardhatRuntimeEnvironment): Promise<CollectiveConnection> {
  try {
    const connection = await hre.network.create();
    await connection.ethers.provider.getBlockNumber();
    return connection;
  } catch (cause) {
    throw explainUnreachable(hre.globalOptions.network, cause);
  }
}
