import { setTimeout } from "node:timers/promises";
import { factsOf } from "../../deploy/config/load-config.ts";
import { haltExitCode } from "../../src/validator/node/halt-codes.ts";
import { runOnce } from "../../src/validator/node/run-once.ts";
import { readConfiguration } from "../../src/validator/operator/configuration.ts";
import { loadAccount } from "../../src/validator/operator/load-account.ts";
import { logObservation } from "../../src/validator/operator/log-observation.ts";
import { observeNode } from "../../src/validator/operator/observe-node.ts";
import { openLogOnStderr } from "../../src/validator/operator/start-watching.ts";
import { recordOf } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { now, startWork } from "./node-shell.ts";
import { describeOnce } from "./once-outcome.ts";
import { openNode } from "./open-node.ts";
import { endSoon, GRACE_MS, untilStopped } from "./until-stopped.ts";

type Arguments = CommonArguments & { epoch: number; newHistory: boolean };

/** `validate once --epoch <e>`: what a node would do for an epoch now, and no more; for cron or by hand. */
export default runAction(async ({ epoch, newHistory }: Arguments, hre) => {
  const { network } = hre.globalOptions;
  const configuration = readConfiguration(process.env, factsOf(network).chainId);
  const record = recordOf(network);
  const account = await loadAccount(configuration.account, configuration.address);
  const log = openLogOnStderr(configuration.logLevel);
  const stop = new AbortController();
  void untilStopped().then(() => {
    log.line("info", "stopping");
    stop.abort();
    // Whatever it was doing goes on with the next call.
    process.exitCode = 3;
    endSoon();
  });
  const node = await openNode({
    ...{ account, configuration, record, newHistory, stop: stop.signal },
    onTrouble: ({ code }, purpose) => {
      log.line("warn", "trouble", { code, ...(purpose !== undefined && { purpose }) });
    },
  });
  const { watch } = observeNode({ startedAt: now(), machine: Date.now }, [
    (seen) => {
      logObservation(log, seen);
    },
  ]);
  try {
    const shell = await startWork(node, configuration, { watch, log }, stop.signal);
    const outcome = await runOnce(shell, epoch);
    return describeOnce({ ...outcome, validator: account.address, isStopped: stop.signal.aborted });
  } finally {
    await Promise.race([node.close(), setTimeout(GRACE_MS)]);
    await log.close();
  }
}, exitCodeOf);

/** While a node runs on the same data there is nothing for anybody to look at: it does all this by itself. */
function exitCodeOf(code: string) {
  return code === "VALIDATOR_DATABASE_LOCKED" ? undefined : haltExitCode(code);
}
