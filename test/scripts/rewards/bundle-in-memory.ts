import type { BundleReader, ChainFacts } from "../../../scripts/rewards/chain-facts.ts";
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

/** Reads published files as the verifier does. */
export function readerOf(files: ReadonlyMap<string, Uint8Array>): BundleReader {
  return {
    list: () => Promise.resolve([...files.keys()]),
    read: (path) => {
      const bytes = files.get(path);
      return bytes === undefined ? Promise.reject(new Error(`no file ${path}`)) : Promise.resolve(bytes);
    },
  };
}

/** What the chain says when `result` has been posted; compiles only while both sides agree on the shape. */
export function factsOf(inputs: EpochInputs, result: EpochResult): ChainFacts {
  return { ...inputs.chain, contributions: contributionsOf(inputs.chain.contributions), report: result.report };
}
