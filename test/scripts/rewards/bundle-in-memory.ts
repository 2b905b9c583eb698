import type { ChainFacts } from "../../../scripts/rewards/chain-facts.ts";
import { bundleFiles, bundleFolder } from "../../../src/rewards/bundle.ts";
import type { EpochInputs } from "../../../src/rewards/epoch-inputs.ts";
import type { EpochResult } from "../../../src/rewards/epoch-result.ts";
import { contributionsOf } from "../../src/rewards/packing.ts";

/** The published files of several epochs, by path. */
export function publish(results: readonly EpochResult[]): Map<string, Uint8Array> {
  return new Map(
    results.flatMap((result) => {
      const folder = bundleFolder(result.document.epoch, result.report.inputsHash);
      return [...bundleFiles(result)].map(({ path, bytes }) => [`${folder}/${path}`, bytes] as const);
    }),
  );
}

/** What the chain says when `result` has been posted; compiles only while both sides agree on the shape. */
export function factsOf({ chain, files }: EpochInputs, result: EpochResult): ChainFacts {
  const contributions = contributionsOf(chain.contributions);
  const counted = ((files.previous?.ledgerFile.length ?? 48) - 48) / 44;
  return { ...chain, contributions, everContributed: contributions.length + counted, report: result.report };
}
