import { canonicalJsonBytes, type CanonicalValue } from "../primitives/canonical-json.ts";
import { shardPrefix, buildShards } from "../merkle/proof-shard.ts";
import { leafAt } from "../merkle/reward-leaves.ts";
import { encodeShard } from "../merkle/shard-file.ts";
import type { EpochResult } from "./epoch-result.ts";

/** One file of a bundle; `path` is relative to the folder that holds `epochs/`. */
export type BundleFile = {
  readonly path: string;
  readonly bytes: Uint8Array;
};

const FORMAT = "reward-bundle-v1";

/**
 * Gives the files of an epoch's bundle, one at a time so that the shards need not be in memory together.
 *
 * The manifest comes last: a folder without one is unfinished.
 */
export function* bundleFiles(result: EpochResult): Generator<BundleFile> {
  const folder = bundleFolder(result.document.epoch);
  for (const { commitment, bytes } of result.scoreFiles) {
    yield { path: `${folder}/scores/${commitment.validator}.json`, bytes };
  }
  yield { path: `${folder}/leaves.bin`, bytes: result.leavesFile };
  for (const shard of buildShards(result.tree, result.document.epoch)) {
    const prefix = shardPrefix(leafAt(shard.leaves, 0).account);
    yield { path: `${folder}/shards/${prefix}.bin`, bytes: encodeShard(shard) };
  }
  yield { path: `${folder}/manifest.json`, bytes: canonicalJsonBytes(manifestOf(result)) };
}

/** The folder of an epoch's bundle. */
export function bundleFolder(epoch: number): string {
  return `epochs/${epoch}`;
}

/** The content of `manifest.json` (`reward-bundle-v1`, docs/rewards.md §9.5). */
export function manifestOf(result: EpochResult): CanonicalValue {
  const { allocation, counted, document, emissionWei, report } = result;
  return {
    format: FORMAT,
    inputs: document,
    counted,
    totals: {
      points: allocation.points,
      emissionCapWei: allocation.emissionCapWei,
      contributorPoolWei: allocation.contributorPoolWei,
      validatorPoolWei: allocation.validatorPoolWei,
      revenue: allocation.revenue,
      emissionWei,
      paidAccounts: allocation.increases.length,
    },
    report,
  };
}
