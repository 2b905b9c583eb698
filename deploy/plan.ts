import { network } from "hardhat";
import type { ContractName } from "../src/chain/deployment-record.ts";
import { InvariantError } from "../src/primitives/errors.ts";
import type { Hex32 } from "../src/primitives/identifiers.ts";
import type { CollectiveConnection } from "./connection.ts";
import { finishedRecord } from "./deploy-collective.ts";
import { journalFolder, journalsFolder, readRecord } from "./deployment-files.ts";
import { findStart } from "./deployment-start.ts";
import { readJournal, type Journal } from "./journal.ts";
import { collectiveModule } from "./modules/collective.ts";
import type { DeploymentTarget } from "./resolve-deployment.ts";
import { runModule } from "./run-module.ts";
import { stepsOf } from "./steps.ts";

/** A transaction of the deployment and what it needs, as measured in a rehearsal. */
export type PlannedStep = {
  readonly contract: ContractName;
  readonly call: string;
  readonly gas: bigint;
  /** `sent`: an earlier run sent it, and it was not yet seen mined. */
  readonly state: "to send" | "sent" | "done";
};

/** All transactions of a deployment and what those still to be sent cost. Amounts in wei of the network's coin. */
export type DeploymentPlan = {
  readonly steps: readonly PlannedStep[];
  readonly gas: bigint;
  /** What a unit of gas costs now. */
  readonly gasPriceWei: bigint;
  readonly costWei: bigint;
  /** What the account must hold: nodes ask for the highest fee that the transactions allow. */
  readonly neededWei: bigint;
  readonly balanceWei: bigint;
};

const RICH = 10n ** 24n;

/** How far each step of a deployment is, by its id, as the journal on this machine and the record tell. */
export function progressOf({ resolved, genesisHash }: DeploymentTarget): ReadonlyMap<string, PlannedStep["state"]> {
  const { chainId } = resolved.config;
  const now = { chainId, genesisHash };
  const begun = findStart(journalsFolder, now, readRecord(chainId)) !== undefined;
  const journal = begun ? readJournal(journalFolder(chainId)) : undefined;
  const finished = finishedRecord(now) !== undefined;
  const steps = stepsOf(collectiveModule(resolved));
  return new Map(steps.map(({ id }) => [id, finished ? "done" : stateOf(id, journal)]));
}

/**
 * Rehearses the deployment on a chain in this process and prices what is still to be sent. Sends nothing.
 *
 * @throws {CollectiveError} `DEPLOY_…` or `CHAIN_REVERTED` in words, when the rehearsal fails.
 */
export async function planDeployment(
  { ethers: { provider } }: CollectiveConnection,
  target: DeploymentTarget,
): Promise<DeploymentPlan> {
  const progress = progressOf(target);
  const gas = await rehearse(target, (await provider.getBlock("latest"))?.timestamp ?? 0);
  const steps = stepsOf(collectiveModule(target.resolved)).map(({ id, contract, call }): PlannedStep => {
    return { contract, call, gas: gas.get(id) ?? 0n, state: progress.get(id) ?? "to send" };
  });
  const toSend = steps.filter(({ state }) => state === "to send").reduce((sum, step) => sum + step.gas, 0n);
  const { gasPrice, maxFeePerGas } = await provider.getFeeData();
  const gasPriceWei = gasPrice ?? maxFeePerGas ?? 0n;
  return {
    steps,
    gas: toSend,
    gasPriceWei,
    costWei: toSend * gasPriceWei,
    neededWei: toSend * (maxFeePerGas ?? gasPriceWei),
    balanceWei: await provider.getBalance(target.deployer),
  };
}

function stateOf(step: string, journal: Journal | undefined): PlannedStep["state"] {
  if (journal?.completed.has(step) === true) return "done";
  return journal?.sent.has(step) === true ? "sent" : "to send";
}

/** The gas of each step by its id, used on a chain of its own at the same time and from the same account. */
async function rehearse(target: DeploymentTarget, timestamp: number): Promise<ReadonlyMap<string, bigint>> {
  const stage = await network.create({
    network: "default",
    override: { initialDate: new Date(timestamp * 1_000) },
  });
  try {
    const { networkHelpers, ethers } = stage;
    await networkHelpers.impersonateAccount(target.deployer);
    await networkHelpers.setBalance(target.deployer, RICH);
    const hashes = new Map<string, Hex32>();
    await runModule(stage, collectiveModule(target.resolved), {
      journal: undefined,
      deployer: target.deployer,
      onEvent: ({ step, hash }) => hashes.set(step, hash),
    });
    const gas = new Map<string, bigint>();
    for (const [step, hash] of hashes) {
      const receipt = await ethers.provider.getTransactionReceipt(hash);
      if (receipt === null) throw new InvariantError("DEPLOY_REHEARSAL_FAILED", "The rehearsal lost a transaction.");
      gas.set(step, receipt.gasUsed);
    }
    return gas;
  } finally {
    await stage.close();
  }
}
