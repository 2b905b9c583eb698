import { connectCollective } from "../src/chain/collective.ts";
import type { DeploymentRecord } from "../src/chain/deployment-record.ts";
import { accessFindings } from "./checks/access.ts";
import { dryRunFindings } from "./checks/dry-run.ts";
import type { Check, Finding } from "./checks/finding.ts";
import { governorFindings } from "./checks/governor.ts";
import { chainFindings, codeFindings, proxyFindings } from "./checks/identity.ts";
import { managerFindings } from "./checks/manager.ts";
import { scheduleFindings } from "./checks/schedule.ts";
import { supplyFindings } from "./checks/supply.ts";
import { timelockFindings } from "./checks/timelock.ts";
import { verificationFindings } from "./checks/verification.ts";
import { wiringFindings } from "./checks/wiring.ts";
import type { DeploymentConfig } from "./config/deployment-config.ts";
import type { CollectiveConnection } from "./connection.ts";

/** Point by point; see `checks/points.ts`. */
const checks: readonly ((check: Check) => Promise<Finding[]>)[] = [
  wiringFindings,
  timelockFindings,
  managerFindings,
  governorFindings,
  supplyFindings,
  scheduleFindings,
  accessFindings,
  proxyFindings,
  dryRunFindings,
  verificationFindings,
];

/**
 * Proves from the chain alone that a deployment is what `checks/points.ts` says, and that its deployer kept nothing.
 * Sends nothing to a node. Findings come in the order of their points.
 */
export async function checkDeployment(
  connection: CollectiveConnection,
  config: DeploymentConfig,
  record: DeploymentRecord,
  { askExplorer = true }: { askExplorer?: boolean } = {},
): Promise<Finding[]> {
  const collective = connectCollective(record, connection.ethers.provider);
  const check: Check = { connection, config, record, collective, askExplorer };
  // Of another chain or of other code no further answer means anything.
  const identity = [...(await chainFindings(check)), ...(await codeFindings(check))];
  if (identity.some(({ ok }) => !ok)) return identity;
  const findings = [...identity];
  for (const findingsFor of checks) findings.push(...(await findingsFor(check)));
  return findings.sort((a, b) => a.point - b.point);
}
