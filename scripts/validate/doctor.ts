import { openDeployment } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { examinations } from "./doctor/examinations.ts";
import { examine, examinedLines } from "./doctor/examine.ts";

/** `validate doctor`: whether everything is there that a validator's node needs, and what to do where it is not. */
export default runAction(async (_: CommonArguments, hre) => {
  const checks = await examine(examinations(await openDeployment(hre), process.env));
  return { lines: examinedLines(checks), document: { checks }, ok: checks.every(({ ok }) => ok !== false) };
});
