import type { Collective } from "../../src/chain/collective.ts";
import type { DeploymentRecord } from "../../src/chain/deployment-record.ts";
import { finalizedBlock } from "../../src/chain/finality.ts";
import { readActiveRoots, type ActiveRoot } from "../../src/chain/root-history.ts";
import { InvalidInputError, InvariantError } from "../../src/primitives/errors.ts";

/** Stands for the newest epoch that has an active root. */
export const NEWEST = 0;

/**
 * The root of an epoch, active in a final block, with the report that won.
 *
 * @throws {InvalidInputError} `REWARDS_EPOCH_NOT_ACTIVE` when the epoch, or for {@link NEWEST} any epoch, has none.
 */
export async function findActiveRoot(
  { distributor }: Collective,
  { deployedAtBlock, finality }: DeploymentRecord,
  epoch: number,
): Promise<ActiveRoot> {
  const provider = distributor.runner?.provider;
  if (provider == null) throw new InvariantError("CHAIN_NO_PROVIDER", "The contracts are not connected to a node.");
  const { number } = await finalizedBlock(provider, finality);
  const roots = await readActiveRoots(distributor, { fromBlock: deployedAtBlock, toBlock: number });
  const active = epoch === NEWEST ? roots.at(-1) : roots.find((root) => root.epoch === epoch);
  if (active !== undefined) return active;
  const what = epoch === NEWEST ? "No epoch has" : `Epoch ${epoch} does not have`;
  throw new InvalidInputError("REWARDS_EPOCH_NOT_ACTIVE", `${what} an active root in a final block.`, {
    hint: "npx hardhat rewards status lists the epochs that have one.",
  });
}
