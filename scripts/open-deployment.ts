import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { factsOf } from "../deploy/config/load-config.ts";
import { connectTo, connectToRead, connectToSign, type CollectiveConnection } from "../deploy/connection.ts";
import { readRecord, recordPath } from "../deploy/deployment-files.ts";
import { openRecord } from "../deploy/open-record.ts";
import { connectCollective, type Collective } from "../src/chain/collective.ts";
import type { DeploymentRecord } from "../src/chain/deployment-record.ts";
import type { SignTypedData } from "../src/encryption/owner-identity.ts";
import { InvalidInputError } from "../src/primitives/errors.ts";

/** The deployment on the network that `--network` names. */
export type OpenDeployment = {
  readonly connection: CollectiveConnection;
  readonly record: DeploymentRecord;
  readonly collective: Collective;
};

/** The same, acting as an account of that network: `collective` sends as the signer, reads through its provider. */
export type OpenAccount = OpenDeployment & {
  readonly signer: Awaited<ReturnType<CollectiveConnection["ethers"]["getSigners"]>>[number];
};

/**
 * Opens the deployment of the selected network for reading, which needs no account.
 *
 * @throws {CollectiveError} what {@link connectToRead} and {@link openRecord} throw.
 */
export async function openDeployment(hre: HardhatRuntimeEnvironment): Promise<OpenDeployment> {
  const connection = await connectToRead(hre.globalOptions.network);
  const record = await openRecord(connection);
  return { connection, record, collective: connectCollective(record, connection.ethers.provider) };
}

/**
 * Opens the deployment of the selected network as its account with this number.
 *
 * @throws {CollectiveError} what {@link connectTo} and {@link openRecord} throw; `SCRIPT_NO_ACCOUNT`.
 */
export async function openAccount(hre: HardhatRuntimeEnvironment, account: number): Promise<OpenAccount> {
  const connection = await connectTo(hre.globalOptions.network);
  const record = await openRecord(connection);
  const signer = await signerOf(connection, account);
  return { connection, record, signer, collective: connectCollective(record, signer) };
}

/** How an account of the network signs for the keys of its archives. */
export function signWith(signer: OpenAccount["signer"]): SignTypedData {
  return ({ domain, types, message }) => signer.signTypedData(domain, { ArchiveKey: [...types.ArchiveKey] }, message);
}

/**
 * Opens an account of the selected network for signing, and the deployment by its record alone: no node is asked where the
 * accounts are keys on this machine.
 *
 * @throws {CollectiveError} what {@link connectToSign} and {@link readRecord} throw; `SCRIPT_NO_ACCOUNT`,
 * `SCRIPT_NOT_DEPLOYED` without a record.
 */
export async function openSigner(
  hre: HardhatRuntimeEnvironment,
  account: number,
): Promise<Pick<OpenAccount, "record" | "signer">> {
  const { network } = hre.globalOptions;
  const connection = await connectToSign(network);
  return { record: recordOf(network), signer: await signerOf(connection, account) };
}

/** The record of the deployment to a network, without asking any node. @throws {InvalidInputError} `SCRIPT_NOT_DEPLOYED`. */
export function recordOf(network: string): DeploymentRecord {
  const { chainId } = factsOf(network);
  const record = readRecord(chainId);
  if (record !== undefined) return record;
  throw new InvalidInputError("SCRIPT_NOT_DEPLOYED", `There is no record of a deployment to ${network}.`, {
    hint: `Take ${recordPath(chainId)} from whoever deployed it.`,
  });
}

async function signerOf({ ethers }: CollectiveConnection, account: number): Promise<OpenAccount["signer"]> {
  const signer = (await ethers.getSigners())[account];
  if (signer !== undefined) return signer;
  throw new InvalidInputError("SCRIPT_NO_ACCOUNT", `This network has no account number ${account}.`, {
    hint: "Set DEPLOYER_PRIVATE_KEY in the keystore or in .env, or choose another --account.",
  });
}
