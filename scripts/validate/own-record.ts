import { factsOf } from "../../deploy/config/load-config.ts";
import { readRecord, recordPath } from "../../deploy/deployment-files.ts";
import type { DeploymentRecord } from "../../src/chain/deployment-record.ts";
import { InvalidInputError } from "../../src/primitives/errors.ts";

/** The record of the deployment to a network, without asking any node. @throws {InvalidInputError} `SCRIPT_NOT_DEPLOYED`. */
export function ownRecord(network: string): DeploymentRecord {
  const { chainId } = factsOf(network);
  const record = readRecord(chainId);
  if (record !== undefined) return record;
  throw new InvalidInputError("SCRIPT_NOT_DEPLOYED", `There is no record of a deployment to ${network}.`, {
    hint: `Take ${recordPath(chainId)} from whoever deployed it.`,
  });
}
