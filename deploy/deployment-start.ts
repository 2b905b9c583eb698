import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { DeploymentOrigin, DeploymentRecord } from "../src/chain/deployment-record.ts";
import { InvalidInputError } from "../src/primitives/errors.ts";
import { writeWhole } from "./deployment-files.ts";

/** The chain as it was before the first transaction of a deployment, and the tree that it was begun from. */
export type DeploymentStart = Pick<DeploymentRecord, "chainId" | "genesisHash" | "deployedAtBlock"> &
  Pick<DeploymentOrigin, "source">;

/** The id of development chains, which may be started anew at any time. */
const DEVELOPMENT_CHAIN = 31337;

/**
 * Where a deployment to this chain began, if one did: what was written down beside the journals in `folder`, or the
 * record of a finished one. Changes nothing.
 *
 * @throws {InvalidInputError} `DEPLOY_WRONG_CHAIN` when the deployment began on another chain with this id;
 *   `DEPLOY_START_MISSING` when there is a journal of a public chain, but nothing says where it began.
 */
export function findStart(
  folder: string,
  now: Pick<DeploymentStart, "chainId" | "genesisHash">,
  recorded: DeploymentRecord | undefined,
): DeploymentStart | undefined {
  const path = startPath(folder, now.chainId);
  const written = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as DeploymentStart) : undefined;
  const earlier = written ?? (recorded && { ...recorded, source: recorded.origin.source });
  if (earlier === undefined) {
    if (now.chainId !== DEVELOPMENT_CHAIN && existsSync(join(folder, `chain-${now.chainId}`))) throw startMissing(path);
    return undefined;
  }
  const { chainId, genesisHash, deployedAtBlock, source } = earlier;
  if (genesisHash === now.genesisHash) return { chainId, genesisHash, deployedAtBlock, source };
  if (now.chainId === DEVELOPMENT_CHAIN) return undefined;
  throw new InvalidInputError(
    "DEPLOY_WRONG_CHAIN",
    `The recorded deployment is on another chain with the id ${now.chainId}: expected the first block ` +
      `${genesisHash}, the endpoint has ${now.genesisHash}.`,
    { hint: "Check the RPC URL of this network; a record is never reused for another chain." },
  );
}

/**
 * Writes down where a deployment begins, and gives what was written down when one is resumed: the events of the
 * interrupted run lie before the block at which the next one goes on.
 *
 * A development chain that was started anew has the old id but not the old blocks; its journal would only mislead, so it
 * is removed.
 *
 * @param recorded - The record of a finished deployment to a chain with this id.
 * @throws {InvalidInputError} `DEPLOY_WRONG_CHAIN` when the deployment began on another chain with this id;
 *   `DEPLOY_START_MISSING` when there is a journal of a public chain, but nothing says where it began.
 */
export function startDeployment(
  folder: string,
  now: DeploymentStart,
  recorded: DeploymentRecord | undefined,
): DeploymentStart {
  const earlier = findStart(folder, now, recorded);
  if (earlier !== undefined) return earlier;
  if (now.chainId === DEVELOPMENT_CHAIN) rmSync(join(folder, `chain-${now.chainId}`), { recursive: true, force: true });
  writeWhole(startPath(folder, now.chainId), `${JSON.stringify(now)}\n`);
  return now;
}

function startMissing(path: string): InvalidInputError {
  const journal = path.replace(/\.start\.json$/, "");
  return new InvalidInputError(
    "DEPLOY_START_MISSING",
    `A deployment to this chain was begun in ${journal}, but ${path}, which says where, is missing.`,
    { hint: `Restore it beside the folder; to give that deployment up and begin another, move the folder away.` },
  );
}

function startPath(folder: string, chainId: number): string {
  return join(folder, `chain-${chainId}.start.json`);
}
