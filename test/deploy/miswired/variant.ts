import { network } from "hardhat";
import { checkDeployment } from "../../../deploy/check-deployment.ts";
import type { Finding } from "../../../deploy/checks/finding.ts";
import type { Point } from "../../../deploy/checks/points.ts";
import type { DeploymentConfig } from "../../../deploy/config/deployment-config.ts";
import { local } from "../../../deploy/config/local.ts";
import type { CollectiveConnection } from "../../../deploy/connection.ts";
import { deployCollective } from "../../../deploy/deploy-collective.ts";
import { connectCollective, type Collective } from "../../../src/chain/collective.ts";
import type { ContractName, DeploymentRecord } from "../../../src/chain/deployment-record.ts";
import { codeHashesOf } from "../../../src/chain/endpoints/require-deployment.ts";
import { toAddress, type Address } from "../../../src/primitives/identifiers.ts";

/** A deployed collective that is about to be spoilt. */
export type Stage = {
  readonly connection: CollectiveConnection;
  readonly record: DeploymentRecord;
  /** The contracts as their timelock calls them. */
  readonly asTimelock: Collective;
  /** The contracts as any account calls them. */
  readonly as: (account: string) => Promise<Collective>;
  readonly deployer: Address;
  /** An account that has nothing to do with anything. */
  readonly stranger: Address;
  /** Puts another address into the code of a contract wherever it holds `before` as an immutable. */
  readonly replaceImmutable: (contract: ContractName, before: string, after: string) => Promise<void>;
};

/** What the check is given instead of what belongs to the deployment. */
export type Spoilt = { readonly record?: Partial<DeploymentRecord>; readonly config?: Partial<DeploymentConfig> };

/** A deployment that is wrong in one way, and every point that must see it; the first is the one that it is made for. */
export type Variant = {
  readonly point: Point;
  readonly title: string;
  /** The other points that cannot help but fail too. */
  readonly also?: readonly Point[];
  /** What it is deployed with, and checked against. */
  readonly deployedWith?: Partial<DeploymentConfig>;
  /** Spoils the deployment, or says what the check is given in place of the truth. */
  readonly spoil?: (stage: Stage) => Spoilt | undefined | Promise<Spoilt | undefined>;
};

/** Deploys a variant, spoils it, and gives the findings of the check that do not hold. */
export async function failuresOf({ deployedWith = {}, spoil }: Omit<Variant, "point" | "title">): Promise<Finding[]> {
  const connection: CollectiveConnection = await network.create();
  const config: DeploymentConfig = { ...local, ...deployedWith };
  const { record } = await deployCollective(connection, config);
  const { record: otherRecord, config: otherConfig } = (await spoil?.(await stageOf(connection, record))) ?? {};
  const { contracts } = { ...record, ...otherRecord };
  // What was wrong from the beginning was recorded like that.
  const codeHashes = await codeHashesOf(connection.ethers.provider, contracts);
  const checked = { ...record, codeHashes, ...otherRecord };
  const findings = await checkDeployment(connection, { ...config, ...otherConfig }, checked);
  await connection.close();
  return findings.filter(({ ok }) => !ok);
}

async function stageOf(connection: CollectiveConnection, record: DeploymentRecord): Promise<Stage> {
  const { ethers, networkHelpers, provider } = connection;
  const as = async (account: string) => {
    await networkHelpers.impersonateAccount(account);
    await networkHelpers.setBalance(account, 10n ** 20n);
    return connectCollective(record, await ethers.getSigner(account));
  };
  const accounts = await ethers.getSigners();
  return {
    connection,
    record,
    as,
    asTimelock: await as(record.contracts.timelock),
    deployer: toAddress(accounts[0]?.address ?? ""),
    stranger: toAddress(accounts[9]?.address ?? ""),
    replaceImmutable: async (contract, before, after) => {
      const address = record.contracts[contract];
      const code = await ethers.provider.getCode(address);
      const spoilt = code.replaceAll(before.toLowerCase().slice(2), after.toLowerCase().slice(2));
      await provider.request({ method: "hardhat_setCode", params: [address, spoilt] });
    },
  };
}
