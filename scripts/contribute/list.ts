import { finalizedBlock } from "../../src/chain/finality.ts";
import { readRegistry } from "../../src/chain/registry-history.ts";
import type { RegisteredContribution } from "../../src/chain/registry-history.ts";
import { readContributionBlobs } from "../../src/contributor/contribution-blobs.ts";
import { CollectiveError } from "../../src/primitives/errors.ts";
import type { DataRegistry } from "../../typechain-types/index.ts";
import { openAccount } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { openExistingStore, storeAddresses } from "../open-stores.ts";
import { purposesOf } from "./purposes.ts";

type Arguments = CommonArguments & { account: number; store: string };

/** `contribute list`: the contributions of an account, removed ones included. */
export default runAction(async ({ account, store }: Arguments, hre) => {
  const { collective, record, signer, connection } = await openAccount(hre, account);
  const { number } = await finalizedBlock(connection.ethers.provider, record.finality);
  const all = await readRegistry(collective.registry, { fromBlock: record.deployedAtBlock, toBlock: number });
  const own = all.filter(({ owner }) => owner === signer.address.toLowerCase());
  const mine = await Promise.all(own.map((entry) => describe(entry, collective.registry, storeAddresses(store))));
  const lines = mine.map(
    ({ id, version, status, purposes, size, registered, updated }) =>
      `${id}  version ${version}  ${status}  ${size === null ? "size unknown" : `${size} bytes`}  ` +
      `since ${registered}, changed ${updated}  ${purposes.join(", ") || "no purpose"}`,
  );
  return { lines: lines.length > 0 ? lines : [`${signer.address} has no contributions.`], document: mine };
});

async function describe(entry: RegisteredContribution, registry: DataRegistry, stores: readonly string[]) {
  const { id, version, removed, consentMask } = entry;
  const { registeredAt, updatedAt } = await registry.contributionOf(id);
  return {
    id,
    version,
    status: removed ? "removed" : "active",
    purposes: removed ? [] : purposesOf(consentMask),
    size: removed ? null : await sizeOf(entry, stores),
    registered: timeOf(registeredAt),
    updated: timeOf(updatedAt),
  };
}

/** Bytes of the sealed archive, as the first store tells that has its envelope. The chain does not know it. */
async function sizeOf(entry: RegisteredContribution, stores: readonly string[]): Promise<number | null> {
  for (const address of stores) {
    try {
      const found = await readContributionBlobs(entry, await openExistingStore(address));
      if (found !== null) return found.size;
    } catch (error) {
      if (!(error instanceof CollectiveError)) throw error;
    }
  }
  return null;
}

function timeOf(seconds: bigint): string {
  return `${new Date(1000 * Number(seconds)).toISOString().slice(0, 19)}Z`;
}
