import type { Collective } from "../../src/chain/collective.ts";
import type { DeploymentRecord } from "../../src/chain/deployment-record.ts";
import { readEpoch } from "../../src/chain/read-epoch.ts";
import { finalizedBlock } from "../../src/chain/finality.ts";
import { readActiveRoots } from "../../src/chain/root-history.ts";
import { InvalidInputError, InvariantError } from "../../src/primitives/errors.ts";
import { openBundleSource } from "../../src/storage/bundle-source.ts";
import { toChainInputs } from "../../src/validator/chain-inputs.ts";
import { verifyBundle, type Verdict } from "./verify-bundle.ts";

/**
 * Compares a published bundle with the chain. Only the chain and the files are read with the project's own code;
 * everything is calculated again by the independent verifier.
 *
 * @param bundles - a folder, or the address of a host, that holds `epochs/<epoch>/…`.
 * @throws {InvalidInputError} `REWARDS_EPOCH_NOT_ACTIVE` when the epoch has no active root.
 */
export async function verifyEpoch(
  collective: Collective,
  record: DeploymentRecord,
  { epoch, bundles }: { epoch: number; bundles: string },
): Promise<Verdict> {
  const provider = collective.registry.runner?.provider;
  if (provider == null) throw new InvariantError("CHAIN_NO_PROVIDER", "The contracts are not connected to a node.");
  const { number } = await finalizedBlock(provider, record.finality);
  const roots = await readActiveRoots(collective.distributor, { fromBlock: record.deployedAtBlock, toBlock: number });
  const active = roots.find((root) => root.epoch === epoch);
  if (active === undefined) {
    throw new InvalidInputError("REWARDS_EPOCH_NOT_ACTIVE", `Epoch ${epoch} has no active root.`, {
      hint: "npx hardhat rewards status lists the epochs that have one.",
    });
  }
  const state = await readEpoch(collective, record, epoch);
  const { contributions, everContributed } = state;
  const chain = { ...toChainInputs(state), contributions, everContributed, report: active.report };
  return verifyBundle({ reader: openBundleSource(bundles), chain });
}
