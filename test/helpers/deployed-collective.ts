import { network } from "hardhat";
import { local } from "../../deploy/config/local.ts";
import type { CollectiveConnection } from "../../deploy/connection.ts";
import { deployCollective } from "../../deploy/deploy-collective.ts";
import { connectCollective } from "../../src/chain/collective.ts";

/** A chain with the whole collective on it, as `config` deploys it: one of its own unless it is given. */
export async function deployedCollective(config = local, given?: CollectiveConnection) {
  const connection = given ?? (await network.create());
  const { ethers } = connection;
  const { record, transactions } = await deployCollective(connection, config);
  const [deployer, v1, v2, v3, v4, relayer, alice, bob] = await ethers.getSigners();
  return {
    connection,
    ethers,
    provider: ethers.provider,
    record,
    transactions,
    collective: connectCollective(record, ethers.provider),
    as: (signer: NonNullable<typeof deployer>) => connectCollective(record, signer),
    deployer: deployer!,
    validators: [v1!, v2!, v3!, v4!] as const,
    relayer: relayer!,
    alice: alice!,
    bob: bob!,
    warpTo: async (timestamp: bigint | number) => {
      await ethers.provider.send("evm_setNextBlockTimestamp", [Number(timestamp)]);
      await ethers.provider.send("evm_mine", []);
    },
  };
}
