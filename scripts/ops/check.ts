import { checkDeployment } from "../../deploy/check-deployment.ts";
import { loadConfig } from "../../deploy/config/load-config.ts";
import { checkLines } from "../../deploy/print-check.ts";
import { openDeployment } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";

/** `ops check`, the same as `npm run deploy:check`: proves a deployment point by point; read-only; exit code 1 when one fails. */
export default runAction(async (_: CommonArguments, hre) => {
  const { connection, record } = await openDeployment(hre);
  const findings = await checkDeployment(connection, loadConfig(connection.networkName), record);
  return { lines: checkLines(findings), document: { findings }, ok: findings.every(({ ok }) => ok) };
});
