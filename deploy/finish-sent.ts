import type { IgnitionModule } from "@nomicfoundation/ignition-core";
import { CollectiveError } from "../src/primitives/errors.ts";
import type { CollectiveConnection } from "./connection.ts";
import type { Journal } from "./journal.ts";
import { runModule, type RunOptions } from "./run-module.ts";

/**
 * Waits for what an interrupted run sent, before anything else is sent, when somebody has sent from the same account
 * since. Ignition numbers the next transaction after the last one that it does not know to be mined, and where it comes to
 * the next one first, as it does for an address that sorts after `0xFFFF…`, it would refuse to go on in every run.
 *
 * @throws {CollectiveError} `DEPLOY_…` in words.
 */
export async function finishSent(
  connection: CollectiveConnection,
  ignitionModule: IgnitionModule,
  { completed, sent, unmined }: Journal,
  run: RunOptions,
): Promise<void> {
  const last = unmined.at(-1);
  if (last === undefined) return;
  const pending = await connection.ethers.provider.getTransactionCount(run.deployer, "pending");
  if (pending <= last.nonce + 1) return;
  const begun = [...ignitionModule.futures].filter(({ id }) => completed.has(id) || sent.has(id));
  await runModule(connection, { ...ignitionModule, futures: new Set(begun), results: {} }, run).catch(
    (error: unknown) => {
      // Steps that were begun and not sent are left out here, which Ignition takes for not mined in time.
      if (!(error instanceof CollectiveError && error.code === "DEPLOY_NOT_MINED")) throw error;
    },
  );
}
