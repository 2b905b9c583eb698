import { canonicalJsonBytes, type CanonicalValue } from "../primitives/canonical-json.ts";
import type { Hex32 } from "../primitives/identifiers.ts";
import { buildShards, shardPath } from "../merkle/proof-shard.ts";
import { leafAt } from "../merkle/reward-leaves.ts";
import { encodeShard } from "../merkle/shard-file.ts";
import { NOT_COUNTED } from "./count-contributions.ts";
import type { EpochResult } from "./epoch-result.ts";

/** One file of a bundle; `path` is relative to the bundle's folder. */
export type BundleFile = {
  readonly path: string;
  readonly bytes: Uint8Array;
};

const FORMAT = "reward-bundle-v1";

/**
 * The folder of a bundle, relative to the one that holds `epochs/`. `inputsHash` stands in the report on chain, and all
 * of the bundle follows from what it is the hash of.
 */
export function bundleFolder(epoch: number, inputsHash: Hex32): string {
  return `epochs/${epoch}/${inputsHash.slice(2)}`;
}

/** Gives the files of an epoch's bundle, one at a time so that the shards need not be in memory together. */
export function* bundleFiles(result: EpochResult): Generator<BundleFile> {
  const { document, ledgerFile, leavesFile, scoreFiles, tree } = result;
  for (const { commitment, bytes } of scoreFiles) yield { path: scoreFilePath(commitment.validator), bytes };
  yield { path: "ledger.bin", bytes: ledgerFile };
  yield { path: "leaves.bin", bytes: leavesFile };
  for (const shard of buildShards(tree, document.epoch)) {
    yield { path: shardPath(leafAt(shard.leaves, 0).account, shard.leafCount), bytes: encodeShard(shard) };
  }
  yield { path: "manifest.json", bytes: canonicalJsonBytes(manifestOf(result)) };
}

function scoreFilePath(validator: string): string {
  return `scores/${validator}.bin`;
}

/** The content of `manifest.json` (`reward-bundle-v1`, docs/rewards.md §9.6). */
export function manifestOf({ allocation, counted, document, emissionWei, report }: EpochResult): CanonicalValue {
  return {
    format: FORMAT,
    inputs: document,
    totals: {
      contributions: counted.reduce((count, units) => count + (units === NOT_COUNTED ? 0 : 1), 0),
      points: allocation.points,
      emissionCapWei: allocation.emissionCapWei,
      contributorPoolWei: allocation.contributorPoolWei,
      validatorPoolWei: allocation.validatorPoolWei,
      revenue: allocation.revenue,
      emissionWei,
      paidAccounts: allocation.increases.count,
    },
    report,
  };
}
