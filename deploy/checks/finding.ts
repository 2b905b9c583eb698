import type { Collective } from "../../src/chain/collective.ts";
import type { DeploymentRecord } from "../../src/chain/deployment-record.ts";
import { readEvents } from "../../src/chain/read-events.ts";
import type { DeploymentConfig } from "../config/deployment-config.ts";
import type { CollectiveConnection } from "../deploy-collective.ts";

/** One statement about a deployment and whether it holds. */
export type Finding = { readonly statement: string; readonly ok: boolean; readonly found: string };

/** What is checked, and against what. */
export type Check = {
  readonly connection: CollectiveConnection;
  readonly config: DeploymentConfig;
  readonly record: DeploymentRecord;
  readonly collective: Collective;
};

/** Compares as text, without regard to upper and lower case. */
export function finding(statement: string, expected: unknown, actual: unknown): Finding {
  const [wanted, found] = [String(expected).toLowerCase(), String(actual).toLowerCase()];
  return { statement, ok: wanted === found, found: wanted === found ? String(actual) : `${found}, expected ${wanted}` };
}

/** The account that a configuration means by a choice. */
export async function personOf(
  { ethers }: CollectiveConnection,
  choice: DeploymentConfig["guardian"],
): Promise<string> {
  return choice === "deployer" ? ((await ethers.getSigners())[0]?.address ?? "") : choice;
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
