import { setTimeout } from "node:timers/promises";
import { factsOf } from "../../deploy/config/load-config.ts";
import { haltExitCode } from "../../src/validator/node/halt-codes.ts";
import { runNode } from "../../src/validator/node/run-node.ts";
import { readConfiguration, type NodeConfiguration } from "../../src/validator/operator/configuration.ts";
import { loadAccount } from "../../src/validator/operator/load-account.ts";
import { startWatching, type Watching } from "../../src/validator/operator/start-watching.ts";
import { recordOf } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { now, startWork } from "./node-shell.ts";
import { openNode, type OpenedNode } from "./open-node.ts";
import { endSoon, GRACE_MS, untilStopped } from "./until-stopped.ts";

type Arguments = CommonArguments & { newHistory: boolean };

/** `validate run`: a validator's node, until it is told to end or must not go on. */
export default runAction(async ({ newHistory }: Arguments, hre) => {
  const { network } = hre.globalOptions;
  const { chainId } = factsOf(network);
  const configuration = readConfiguration(process.env, chainId);
  const record = recordOf(network);
  const account = await loadAccount(configuration.account, configuration.address);
  const { address: validator } = account;
  const watching = await startWatching({ configuration, chainId, validator, now, machineClock: Date.now });
  const stop = new AbortController();
  void untilStopped().then(() => {
    watching.log.line("info", "stopping");
    stop.abort();
    endSoon();
  });
  try {
    const node = await openNode({
      ...{ account, configuration, record, newHistory, stop: stop.signal },
      onTrouble: ({ code }, purpose) => {
        watching.log.line("warn", "trouble", { code, ...(purpose !== undefined && { purpose }) });
      },
    });
    watching.log.line("info", "started", { chainId, validator, port: watching.port });
    const halted = await act(node, configuration, watching, stop.signal);
    await Promise.race([node.close(), setTimeout(GRACE_MS)]);
    const line = halted === null ? "ended" : `halted: ${halted}`;
    const exitCode = halted === null ? 0 : (haltExitCode(halted) ?? 1);
    return { lines: [line], document: { validator, halted }, exitCode };
  } finally {
    await watching.close();
  }
}, haltExitCode);

/** Runs the node to its end; a duty that is under way when it is told to end is left where it is. */
async function act(
  node: OpenedNode,
  configuration: NodeConfiguration,
  { watch, log, metrics }: Watching,
  stop: AbortSignal,
): Promise<string | null> {
  const shell = await startWork(node, configuration, { watch, log, onBalance: metrics.setBalance }, stop);
  const running = runNode(shell, stop);
  const ended = new Promise<null>((resolve) => {
    const giveUp = async (): Promise<void> => {
      await Promise.race([running, setTimeout(GRACE_MS)]);
      resolve(null);
    };
    stop.addEventListener("abort", () => void giveUp(), { once: true });
  });
  return Promise.race([running, ended]);
}
