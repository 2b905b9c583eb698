import type { Collective } from "../../src/chain/collective.ts";
import type { DeploymentRecord } from "../../src/chain/deployment-record.ts";
import { readEpoch } from "../../src/chain/read-epoch.ts";
import { RetryableError } from "../../src/primitives/errors.ts";
import type { BundleSource } from "../../src/storage/bundle-source.ts";
import { toChainInputs } from "../../src/validator/chain-inputs.ts";
import { findActiveRoot } from "./active-root.ts";
import { verifyBundle, type Verdict } from "./verify-bundle.ts";

/**
 * Compares a published bundle with the chain. Only chain and bytes are read with the project's own code; everything is
 * calculated again by the independent verifier.
 *
 * @throws {InvalidInputError} as {@link findActiveRoot}; {RetryableError} the first one of `source`: a host that does not
 * answer is no difference.
 */
export async function verifyEpoch(
  collective: Collective,
  record: DeploymentRecord,
  { epoch, source }: { epoch: number; source: BundleSource },
): Promise<Verdict & { readonly epoch: number }> {
  const active = await findActiveRoot(collective, record, epoch);
  const state = await readEpoch(collective, record, active.epoch);
  const { contributions, everContributed } = state;
  const chain = { ...toChainInputs(state), contributions, everContributed, report: active.report };
  let interruption: RetryableError | undefined;
  const verdict = await verifyBundle({
    chain,
    reader: {
      list: (folder) => source.list(folder),
      read: async (path, maxBytes) => {
        // Thousands of files would be waited for one after another.
        if (interruption !== undefined) throw interruption;
        return source.read(path, maxBytes).catch((error: unknown) => {
          if (error instanceof RetryableError) interruption = error;
          throw error;
        });
      },
    },
  });
  if (interruption !== undefined) throw interruption;
  return { epoch: active.epoch, ...verdict };
}
