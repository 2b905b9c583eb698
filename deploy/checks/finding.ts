import type { Collective } from "../../src/chain/collective.ts";
import type { DeploymentRecord } from "../../src/chain/deployment-record.ts";
import { readEvents } from "../../src/chain/read-events.ts";
import type { Address } from "../../src/primitives/identifiers.ts";
import type { DeploymentConfig } from "../config/deployment-config.ts";
import type { CollectiveConnection } from "../connection.ts";
import type { Point } from "./points.ts";

/** One statement about a deployment and whether it holds. */
export type Finding = {
  readonly point: Point;
  readonly statement: string;
  readonly ok: boolean;
  readonly found: string;
  /** False when the statement means nothing here or could not be asked; `found` says why, and `ok` is true. */
  readonly applies: boolean;
};

/** What is checked, and against what. */
export type Check = {
  readonly connection: CollectiveConnection;
  readonly config: DeploymentConfig;
  readonly record: DeploymentRecord;
  readonly collective: Collective;
  /** False right after a deployment, before anybody could publish the sources. */
  readonly askExplorer: boolean;
};

/** The findings of one point. Values are compared as text, without regard to upper and lower case. */
export function findingsOf(point: Point) {
  return {
    equal: (statement: string, expected: unknown, actual: unknown): Finding => {
      const [wanted, found] = [String(expected).toLowerCase(), String(actual).toLowerCase()];
      const ok = wanted === found;
      return { point, statement, ok, found: ok ? String(actual) : `${found}, expected ${wanted}`, applies: true };
    },
    holds: (statement: string, ok: boolean, found: unknown): Finding => {
      return { point, statement, ok, found: String(found), applies: true };
    },
    notHere: (statement: string, reason: string): Finding => {
      return { point, statement, ok: true, found: `does not apply, ${reason}`, applies: false };
    },
    notAsked: (statement: string, reason: string): Finding => {
      return { point, statement, ok: true, found: `not asked, ${reason}`, applies: false };
    },
  };
}

/** The account that a configuration means by a choice. */
export function personOf(choice: DeploymentConfig["guardian"], { origin }: DeploymentRecord): Address {
  return choice === "deployer" ? origin.deployer : choice;
}

/** All events of the deployment's life so far, oldest first. */
export async function eventsOf(
  contract: Parameters<typeof readEvents>[0],
  event: Parameters<typeof readEvents>[1],
  record: DeploymentRecord,
): ReturnType<typeof readEvents> {
  const toBlock = (await contract.runner?.provider?.getBlockNumber()) ?? record.deployedAtBlock;
  return readEvents(contract, event, { fromBlock: record.deployedAtBlock, toBlock });
}
