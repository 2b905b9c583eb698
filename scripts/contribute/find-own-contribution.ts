import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { readRegistry } from "../../src/chain/registry-history.ts";
import { openIdentityFile } from "../../src/contributor/identity-file.ts";
import type { OwnContribution, OwnerMeans } from "../../src/contributor/own-key.ts";
import { InvalidInputError } from "../../src/primitives/errors.ts";
import { toHex32 } from "../../src/primitives/identifiers.ts";
import { createDiskStore } from "../../src/storage/disk-store.ts";
import { openAccount, openDeployment, signWith } from "../open-deployment.ts";
import { readPassphrase } from "./read-passphrase.ts";

/** Which contribution, where its blobs are, and whether the wallet or an identity file opens it. */
export type OwnArguments = {
  readonly id: string;
  readonly store: string;
  readonly account: number;
  readonly identity: string;
  readonly passphraseFile: string;
};

/**
 * Finds a contribution on chain as its newest version is, and what its owner opens it with. An identity file needs no
 * account of the network.
 *
 * @throws {InvalidInputError} `CONTRIBUTE_UNKNOWN_ID`; what opening the deployment, the store and the identity file throws.
 */
export async function findOwnContribution(
  { id, store, account, identity, passphraseFile }: OwnArguments,
  hre: HardhatRuntimeEnvironment,
): Promise<OwnContribution & OwnerMeans> {
  const contributionId = toHex32(id);
  const wallet = identity === "" ? await openAccount(hre, account) : undefined;
  const { collective, connection, record } = wallet ?? (await openDeployment(hre));
  const toBlock = await connection.ethers.provider.getBlockNumber();
  const all = await readRegistry(collective.registry, { fromBlock: record.deployedAtBlock, toBlock });
  const found = all.find((contribution) => contribution.id === contributionId);
  if (found === undefined) {
    throw new InvalidInputError("CONTRIBUTE_UNKNOWN_ID", "There is no contribution of this id on the network.", {
      hint: "Check the id and --network: contribute list shows the ids of an account.",
    });
  }
  return {
    uri: found.uri,
    ciphertextHash: found.ciphertextHash,
    owner: found.owner,
    registry: record.contracts.registry,
    chainId: BigInt(record.chainId),
    blobs: await createDiskStore(store),
    ...(wallet === undefined
      ? { identity: await openIdentityFile(identity, () => readPassphrase("the identity file", passphraseFile)) }
      : { signTypedData: signWith(wallet.signer) }),
  };
}
