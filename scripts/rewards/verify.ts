import { openBundleSource } from "../../src/storage/bundle-source.ts";
import { openDeployment } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { verifyEpoch } from "./verify-epoch.ts";

// One wrong leaf changes every proof file.
const MOST_LINES = 40;

/** `rewards verify`: recomputes an epoch from the chain and a published bundle; exit code 1 on any difference. */
export default runAction(async ({ epoch: which, from }: CommonArguments & { epoch: number; from: string }, hre) => {
  const source = openBundleSource(from);
  const { collective, record } = await openDeployment(hre);
  const { epoch, ok, differences } = await verifyEpoch(collective, record, { epoch: which, source });
  const lines = differences
    .slice(0, MOST_LINES)
    .map(({ code, where, expected, found }) => `✘ ${code} ${where}: expected ${expected}, found ${found}`);
  if (differences.length > MOST_LINES) lines.push(`… and ${differences.length - MOST_LINES} more; --json has them all`);
  const verdict = ok
    ? `✔ epoch ${epoch} follows from the chain and the published score files`
    : `✘ epoch ${epoch}: ${differences.length} differences`;
  return { lines: [...lines, verdict], document: { epoch, ok, differences }, ok };
});
