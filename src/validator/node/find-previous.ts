import type { EpochChainState } from "../../chain/read-epoch.ts";
import { CollectiveError } from "../../primitives/errors.ts";
import type { PreviousFiles } from "../../rewards/epoch-inputs.ts";
import { openPrevious } from "../../rewards/open-previous.ts";
import { isAddress, openStatedSource, type BundleSource } from "../../storage/bundle-source.ts";
import { fetchPrevious } from "../previous-bundle.ts";
import type { NodeMeans } from "./node-means.ts";

/**
 * Finds the bundle of the last active report in one of the places where bundles are published, passing over those that do
 * not have it or have something else; null before the first report.
 *
 * @throws {CollectiveError} what kept the last place from giving it.
 */
export async function findPrevious(
  state: Pick<EpochChainState, "previous" | "everContributed">,
  { bundles }: Pick<NodeMeans, "bundles">,
): Promise<PreviousFiles | null> {
  const { previous } = state;
  if (previous === null) return null;
  let failure: unknown;
  for (const source of [...bundles.sources, ...statedSources(previous.uris)]) {
    try {
      const files = await fetchPrevious(state, source);
      openPrevious(previous, files);
      return files;
    } catch (error) {
      if (!(error instanceof CollectiveError)) throw error;
      failure = error;
    }
  }
  throw failure;
}

/** The hosts among the places that validators stated; a `file:` names a folder on a machine of theirs. */
export function statedSources(uris: readonly string[]): BundleSource[] {
  return uris.filter(isAddress).flatMap((uri) => {
    try {
      return [openStatedSource(uri)];
    } catch (error) {
      if (error instanceof CollectiveError) return [];
      throw error;
    }
  });
}
