import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseDeploymentRecord, type DeploymentRecord } from "../src/chain/deployment-record.ts";
import { InvalidInputError } from "../src/primitives/errors.ts";

/** `deploy/`, unless `DEPLOY_STATE_FOLDER` names another, as tests do that must not touch real records. */
const folder = resolve(process.env.DEPLOY_STATE_FOLDER ?? fileURLToPath(new URL(".", import.meta.url)));

/** Where Ignition keeps its journals and {@link startDeployment} its notes; not for other machines. */
export const journalsFolder = join(folder, "deployments");

/** The journal folder of the chain with this id. */
export function journalFolder(chainId: number): string {
  return join(journalsFolder, `chain-${chainId}`);
}

/** Where the record of a chain is kept. */
export function recordPath(chainId: number): string {
  return join(folder, "records", `${chainId}.json`);
}

/**
 * The record of the last finished deployment to a chain with this id, if there is one.
 *
 * @throws {InvalidInputError} `CHAIN_BAD_DEPLOYMENT_RECORD` or `CHAIN_OLD_DEPLOYMENT_RECORD` with its path and what is
 *   wrong with it.
 */
export function readRecord(chainId: number): DeploymentRecord | undefined {
  const path = recordPath(chainId);
  if (!existsSync(path)) return undefined;
  const text = readFileSync(path, "utf8");
  try {
    return parseDeploymentRecord(text);
  } catch (cause) {
    if (!(cause instanceof InvalidInputError)) throw cause;
    const hint =
      cause.context.contractsMissing === true
        ? `To deploy anew, move it away, and ${journalFolder(chainId)} and its .start.json with it, and run the deploy ` +
          "command again; to use what was deployed, use the commit that the record names."
        : `Restore it from git or from a copy. On the machine that deployed, where ${journalFolder(chainId)} is, remove ` +
          "the file and run the deploy command again: it is written anew from the journal.";
    throw new InvalidInputError(cause.code, `${path}: ${cause.message}`, { cause, hint });
  }
}

/** Writes the record where {@link readRecord} finds it. */
export function writeRecord(record: DeploymentRecord): void {
  writeWhole(recordPath(record.chainId), `${JSON.stringify(record, null, 2)}\n`);
}

/** Writes a file such that a process killed meanwhile leaves the old file or the new one, never a part. */
export function writeWhole(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, text, { flush: true });
  renameSync(`${path}.new`, path);
}
