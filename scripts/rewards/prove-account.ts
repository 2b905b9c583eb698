import type { ActiveRoot } from "../../src/chain/root-history.ts";
import { shardPath } from "../../src/merkle/proof-shard.ts";
import { proveFromShard } from "../../src/merkle/prove-from-shard.ts";
import { decodeShard } from "../../src/merkle/shard-file.ts";
import { CollectiveError, InvalidInputError } from "../../src/primitives/errors.ts";
import type { Address, Hex32 } from "../../src/primitives/identifiers.ts";
import { bundleFolder } from "../../src/rewards/bundle.ts";
import type { BundleSource } from "../../src/storage/bundle-source.ts";

/** What `RewardDistributor.claim` takes, and the root that it leads to. */
export type AccountProof = {
  readonly epoch: number;
  readonly account: Address;
  /** Everything the account has earned up to the epoch. */
  readonly cumulativeWei: bigint;
  /** The leaf's own sibling first. */
  readonly proof: readonly Hex32[];
  readonly root: Hex32;
};

/** A shard holds about 250 accounts, 20 KB. Accounts made to fall into one could be 450,000 before it is too large. */
const MAX_SHARD_BYTES = 16 * 2 ** 20;

/**
 * Proves what an account has earned, by one file of the bundle. The host need not be trusted, nor learns more than a
 * bucket of accounts: every leaf in the file must lead to the root on chain.
 *
 * @throws {InvalidInputError} `REWARDS_NO_SHARD` when there is no such file, the `MERKLE_*` codes when it is not the
 * right one or the account is not in it; and what reading from `source` rejects with.
 */
export async function proveAccount(
  source: BundleSource,
  { epoch, inputsHash, leafCount, root }: Pick<ActiveRoot, "epoch" | "inputsHash" | "leafCount" | "root">,
  account: Address,
): Promise<AccountProof> {
  const path = `${bundleFolder(epoch, inputsHash)}/${shardPath(account, leafCount)}`;
  const file = await source.read(path, MAX_SHARD_BYTES).catch((cause: unknown) => {
    if (!(cause instanceof CollectiveError) || cause.code !== "STORAGE_BUNDLE_FILE_MISSING") throw cause;
    throw new InvalidInputError("REWARDS_NO_SHARD", `There is no ${path}, which would prove what ${account} earned.`, {
      cause,
      hint: "Either the account has earned nothing up to this epoch, or --from names another place.",
    });
  });
  const { leaf, proof } = proveFromShard(decodeShard(file), account, root);
  return { epoch, account, cumulativeWei: leaf.cumulativeWei, proof, root };
}
