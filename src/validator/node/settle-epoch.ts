import { finalizedBlock } from "../../chain/finality.ts";
import { providerOf } from "../../chain/provider-of.ts";
import { readEpoch } from "../../chain/read-epoch.ts";
import { readActiveRoots } from "../../chain/root-history.ts";
import { eachEntry } from "../../rewards/ledger.ts";
import { readPrevious } from "../calculate-report.ts";
import { findPrevious } from "./find-previous.ts";
import type { NodeMeans } from "./node-means.ts";
import { scoredWork } from "./scored-work.ts";

/**
 * Takes over an epoch that is settled on chain: what was counted becomes a part of what later epochs are scored against.
 * An epoch that this node missed is scored for that, after the fact; nothing is stated about it.
 *
 * @throws {CollectiveError} what {@link scoredWork} and {@link findPrevious} throw.
 */
export async function settleEpoch(epoch: number, means: NodeMeans): Promise<void> {
  const { collective, record, epochs } = means;
  if (BigInt(await collective.distributor.rootOf(epoch)) === 0n) {
    await epochs.skip(epoch);
    return;
  }
  await scoredWork(epoch, means);
  const { deployedAtBlock: fromBlock, finality } = record;
  const { number: toBlock } = await finalizedBlock(providerOf(collective.distributor), finality);
  const roots = await readActiveRoots(collective.distributor, { fromBlock, toBlock });
  const previous = roots.find((root) => root.epoch === epoch) ?? null;
  const { everContributed } = await readEpoch(collective, record, epoch);
  const { ledger } = readPrevious({ previous }, await findPrevious({ previous, everContributed }, means));
  await epochs.settle(epoch, new Map([...eachEntry(ledger)].map(({ id, version }) => [id, version])));
}
