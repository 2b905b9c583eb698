import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DeploymentRecord } from "../src/chain/deployment-record.ts";
import { InvalidInputError } from "../src/primitives/errors.ts";

/** The chain as it was before the first transaction of a deployment. */
export type DeploymentStart = Pick<DeploymentRecord, "chainId" | "genesisHash" | "deployedAtBlock">;

/** The id of development chains, which may be started anew at any time. */
const DEVELOPMENT_CHAIN = 31337;

/**
 * Writes down beside the journals in `folder` where a deployment begins, and gives what was written down when one is
 * resumed: the events of the interrupted run lie before the block at which the next one goes on.
 *
 * A development chain that was started anew has the old id but not the old blocks; its journal would only mislead, so it
 * is removed.
 *
 * @param recorded - The record of a finished deployment to a chain with this id.
 * @throws {InvalidInputError} `DEPLOY_WRONG_CHAIN` when the deployment began on another chain with this id.
 */
export function startDeployment(
  folder: string,
  now: DeploymentStart,
  recorded: DeploymentRecord | undefined,
): DeploymentStart {
  const journal = join(folder, `chain-${now.chainId}`);
  const path = `${journal}.start.json`;
  const written = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as DeploymentStart) : undefined;
  const earlier = written ?? recorded;
  if (earlier?.genesisHash === now.genesisHash) return earlier;
  if (earlier !== undefined && now.chainId !== DEVELOPMENT_CHAIN) {
    throw new InvalidInputError("DEPLOY_WRONG_CHAIN", "The recorded deployment is on another chain with this id.");
  }
  if (earlier !== undefined) rmSync(journal, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, `${JSON.stringify(now)}\n`);
  return now;
}
