import { checkDeployment } from "../../deploy/check-deployment.ts";
import { loadConfig } from "../../deploy/config/load-config.ts";
import { openDeployment } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";

/** `ops check`: proves that a deployment is wired as documented; read-only; exit code 1 when a statement does not hold. */
export default runAction(async (_: CommonArguments, hre) => {
  const { connection, record } = await openDeployment(hre);
  const findings = await checkDeployment(connection, loadConfig(connection.networkName), record);
  const failed = findings.filter(({ ok }) => !ok).length;
  const lines = findings.map(({ statement, ok, found }) => `${ok ? "✔" : "✘"} ${statement}${ok ? "" : `: ${found}`}`);
  return {
    lines: [...lines, `${findings.length - failed} of ${findings.length} statements hold`],
    document: { findings },
    ok: failed === 0,
  };
});
