import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { connectCollective } from "../../src/chain/collective.ts";
import { MarginWallet } from "../../src/chain/margin-wallet.ts";
import { Secret } from "../../src/primitives/secret.ts";
import { toAddress, type Address } from "../../src/primitives/identifiers.ts";
import { loadAccount, peekAccount, type AccountSource } from "../../src/validator/operator/load-account.ts";
import { openAccount, openDeployment, type OpenDeployment } from "../open-deployment.ts";

/** Where the key of the node's account is, by `.env` and environment; undefined when nothing is said of one. */
export function configuredAccount(environment = process.env): AccountSource | undefined {
  const { VALIDATOR_KEYSTORE = "", VALIDATOR_KEYSTORE_PASSWORD_FILE = "", VALIDATOR_PRIVATE_KEY = "" } = environment;
  if (VALIDATOR_KEYSTORE !== "") {
    return { keystore: VALIDATOR_KEYSTORE, passwordFile: VALIDATOR_KEYSTORE_PASSWORD_FILE };
  }
  return VALIDATOR_PRIVATE_KEY === "" ? undefined : { privateKey: new Secret(VALIDATOR_PRIVATE_KEY) };
}

/** The account that the node's key has to be of, if it is said. */
export function expectedAccount({ VALIDATOR_ADDRESS = "" } = process.env): Address | undefined {
  return VALIDATOR_ADDRESS === "" ? undefined : toAddress(VALIDATOR_ADDRESS);
}

/**
 * Opens the deployment as a validator: as the account of the node's configuration, or else as the network's account with
 * this number.
 *
 * @throws {CollectiveError} what {@link openDeployment}, {@link openAccount} and {@link loadAccount} throw.
 */
export async function openValidator(
  hre: HardhatRuntimeEnvironment,
  account: number,
): Promise<OpenDeployment & { readonly validator: Address }> {
  const source = configuredAccount();
  if (source === undefined) {
    const opened = await openAccount(hre, account);
    return { ...opened, validator: toAddress(opened.signer.address) };
  }
  const { address, key } = await loadAccount(source, expectedAccount());
  const { connection, record } = await openDeployment(hre);
  const wallet = new MarginWallet(key.reveal(), connection.ethers.provider);
  return { connection, record, collective: connectCollective(record, wallet), validator: address };
}

/** The same for looking only: a keystore's password is not needed when the file says whose it is. */
export async function openValidatorToRead(
  hre: HardhatRuntimeEnvironment,
  account: number,
): Promise<OpenDeployment & { readonly validator: Address }> {
  const source = configuredAccount();
  const stated = expectedAccount() ?? (source && "keystore" in source ? await peekAccount(source.keystore) : undefined);
  if (stated === undefined) return openValidator(hre, account);
  return { ...(await openDeployment(hre)), validator: stated };
}
