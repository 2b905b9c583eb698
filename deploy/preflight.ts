import { InvalidInputError } from "../src/primitives/errors.ts";
import { MAX_GENESIS_DELAY } from "./config/bounds.ts";
import type { DeploymentConfig } from "./config/deployment-config.ts";
import { showDuration } from "./config/fields.ts";
import type { CollectiveConnection } from "./connection.ts";
import { readGuardian, guardianProblem } from "./guardian.ts";
import type { DeploymentPlan } from "./plan.ts";

/**
 * Makes sure that the guardian is as strong as the network demands.
 *
 * @throws {InvalidInputError} `DEPLOY_GUARDIAN_TOO_WEAK`.
 */
export async function expectGuardian(connection: CollectiveConnection, config: DeploymentConfig): Promise<void> {
  const minimum = config.policy.minGuardianSignatures;
  if (minimum === 0) return;
  const problem = guardianProblem(await readGuardian(connection, config.guardian), minimum);
  if (problem === undefined) return;
  throw new InvalidInputError("DEPLOY_GUARDIAN_TOO_WEAK", `guardian: ${problem}.`, {
    hint: "Make a Safe with at least two signatures on this network and name it as guardian in deploy/config.",
  });
}

/**
 * Makes sure that epoch 1 begins when the schedule allows it and somebody can still take part in it. To be asked only
 * while the schedule is not deployed: its start cannot be changed afterwards.
 *
 * @throws {InvalidInputError} `DEPLOY_GENESIS_OUT_OF_REACH`.
 */
export async function expectGenesis({ ethers }: CollectiveConnection, config: DeploymentConfig): Promise<void> {
  if (config.genesis === "chain-genesis") return;
  const now = (await ethers.provider.getBlock("latest"))?.timestamp ?? 0;
  const earliest = config.kind === "mainnet" ? now : now - config.schedule.epochLength;
  if (config.genesis >= earliest && config.genesis <= now + MAX_GENESIS_DELAY) return;
  const at = (seconds: number) => `${new Date(seconds * 1_000).toISOString().slice(0, 19)}Z`;
  throw new InvalidInputError(
    "DEPLOY_GENESIS_OUT_OF_REACH",
    `genesis: expected a time from ${at(earliest)} to ${at(now + MAX_GENESIS_DELAY)}, got ${at(config.genesis)}.`,
    { hint: `Choose a start at most ${showDuration(MAX_GENESIS_DELAY)} away and not in the past.` },
  );
}

/**
 * Whether the account can pay for everything that is still to be sent.
 *
 * @throws {InvalidInputError} `DEPLOY_BALANCE_TOO_LOW` with what is needed and what is there.
 */
export function expectFunds({ neededWei, balanceWei }: DeploymentPlan, deployer: string, coin: string): void {
  if (balanceWei >= neededWei) return;
  throw new InvalidInputError(
    "DEPLOY_BALANCE_TOO_LOW",
    `Expected at least ${showCoin(neededWei)} ${coin} on ${deployer}, found ${showCoin(balanceWei)} ${coin}.`,
    { hint: "Send it the difference and run the command again; nothing was sent." },
  );
}

/** Wei as a decimal number of coins with six decimals, rounded up. */
export function showCoin(wei: bigint): string {
  const millionths = (wei + 10n ** 12n - 1n) / 10n ** 12n;
  return `${millionths / 1_000_000n}.${(millionths % 1_000_000n).toString().padStart(6, "0")}`;
}
