import { rmSync } from "node:fs";
import { resolve } from "node:path";
import type { HardhatEthers } from "@nomicfoundation/hardhat-ethers/types";
import { network } from "hardhat";
import { checkDeployment } from "../../deploy/check-deployment.ts";
import { local } from "../../deploy/config/local.ts";
import type { CollectiveConnection } from "../../deploy/connection.ts";
import { deployCollective } from "../../deploy/deploy-collective.ts";
import { readRecord } from "../../deploy/deployment-files.ts";
import { connectCollective, type Collective } from "../../src/chain/collective.ts";
import type { DeploymentRecord } from "../../src/chain/deployment-record.ts";
import { InvalidInputError, InvariantError, RetryableError } from "../../src/primitives/errors.ts";
import type { BlobStore } from "../../src/storage/blob-store.ts";
import { createDiskStore } from "../../src/storage/disk-store.ts";
import type { Narrator } from "./narrator.ts";
import type { StoryOptions } from "./story-options.ts";

/** An account that can sign and send. */
export type Account = Awaited<ReturnType<HardhatEthers["getSigners"]>>[number] | InstanceType<HardhatEthers["Wallet"]>;

/** The stage: a chain with the collective on it, its accounts, its clock and its blob store. */
export type World = {
  readonly record: DeploymentRecord;
  readonly ethers: HardhatEthers;
  /** Bound to the provider: reads only. */
  readonly collective: Collective;
  /** The same contracts, sending as `account`. */
  readonly as: (account: Account) => Collective;
  readonly validators: readonly Account[];
  readonly relayer: Account;
  /** Somebody who has nothing to do with anything, and helps. */
  readonly stranger: Account;
  readonly blobs: BlobStore;
  /** Folder that holds `blobs/` and `epochs/`. */
  readonly folder: string;
  /** Moves the chain's clock to `timestamp` and mines a block there. */
  readonly warpTo: (timestamp: number | bigint) => Promise<void>;
  readonly close: () => Promise<void>;
};

/**
 * Opens the stage: deploys to a chain of its own, or joins a node to which the collective was deployed.
 *
 * @throws {InvalidInputError} `STORY_NOT_DEPLOYED`; {RetryableError} `CHAIN_UNREACHABLE`.
 */
export async function openWorld(options: StoryOptions, narrator: Narrator): Promise<World> {
  const inProcess = options.network === "default";
  const connection = await connect(options.network);
  const { ethers } = connection;
  const record = inProcess ? await deploy(connection, narrator) : await findDeployment(connection);
  const folder = resolve(options.out, inProcess ? "in-process" : record.genesisHash.slice(2, 10));
  if (inProcess) rmSync(folder, { recursive: true, force: true });
  const accounts = await ethers.getSigners();
  const account = (index: number): Account => {
    const found = accounts[index];
    if (found === undefined) throw new InvariantError("STORY_TOO_FEW_ACCOUNTS", "Expected seven accounts on the node.");
    return found;
  };
  return {
    record,
    ethers,
    collective: connectCollective(record, ethers.provider),
    as: (sender) => connectCollective(record, sender),
    validators: [1, 2, 3, 4].map(account),
    relayer: account(5),
    stranger: account(6),
    blobs: await createDiskStore(`${folder}/blobs`),
    folder,
    warpTo: async (timestamp) => {
      await ethers.provider.send("evm_setNextBlockTimestamp", [Number(timestamp)]);
      await ethers.provider.send("evm_mine", []);
    },
    close: () => connection.close(),
  };
}

async function connect(name: StoryOptions["network"]): Promise<CollectiveConnection> {
  try {
    const connection = await network.create(name);
    await connection.ethers.provider.getBlockNumber();
    return connection;
  } catch (cause) {
    throw new RetryableError(
      "CHAIN_UNREACHABLE",
      `No node answers at ${process.env.LOCALHOST_RPC_URL ?? "127.0.0.1:8545"}.`,
      {
        cause,
        hint: 'Start one with "npx hardhat node" or anvil, then "npm run deploy -- --network localhost".',
      },
    );
  }
}

async function deploy(connection: CollectiveConnection, narrator: Narrator): Promise<DeploymentRecord> {
  const { record, transactions } = await deployCollective(connection, local);
  const findings = await checkDeployment(connection, local, record);
  const failed = findings.find(({ ok }) => !ok);
  if (failed !== undefined) {
    throw new InvariantError(
      "STORY_BAD_DEPLOYMENT",
      `The deployment check failed: ${failed.statement} (${failed.found}).`,
    );
  }
  narrator.say(`deployed with ${transactions} transactions; ${findings.length} statements about the wiring hold`);
  return record;
}

async function findDeployment({ ethers }: CollectiveConnection): Promise<DeploymentRecord> {
  const record = readRecord(local.chainId);
  const first = await ethers.provider.getBlock(0);
  if (record === undefined || record.genesisHash !== first?.hash) {
    throw new InvalidInputError("STORY_NOT_DEPLOYED", "The collective is not deployed to this node.", {
      hint: 'Run "npm run deploy -- --network localhost" first.',
    });
  }
  return record;
}
