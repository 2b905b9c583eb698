import { setTimeout } from "node:timers/promises";
import { factsOf } from "../../deploy/config/load-config.ts";
import { followAccess, type AccessFollower } from "../../src/chain/follow-access.ts";
import { haltExitCode } from "../../src/validator/node/halt-codes.ts";
import { look } from "../../src/validator/node/look.ts";
import { measureJobs } from "../../src/validator/node/measure-by-queue.ts";
import { performDuty } from "../../src/validator/node/perform-duty.ts";
import { runNode, type NodeShell } from "../../src/validator/node/run-node.ts";
import { readConfiguration, type NodeConfiguration } from "../../src/validator/operator/configuration.ts";
import { loadAccount } from "../../src/validator/operator/load-account.ts";
import { startWatching, type Watching } from "../../src/validator/operator/start-watching.ts";
import { recordOf } from "../open-deployment.ts";
import { runAction, type CommonArguments } from "../run-action.ts";
import { openNode, type OpenedNode } from "./open-node.ts";
import { untilStopped } from "./until-stopped.ts";

type Arguments = CommonArguments & { newHistory: boolean };

/** What still runs when the node is told to end is given so long, in milliseconds; everything may be interrupted anywhere. */
const GRACE_MS = 3_000;
const RETRY = { retryMs: 1_000, longestRetryMs: 300_000 } as const;

/** Pauses, patience and health go by a clock that nobody can set; deadlines by the chain's. */
const now = (): number => performance.now();

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
  watching: Watching,
  stop: AbortSignal,
): Promise<string | null> {
  const follower = followAccess(node.means.collective, node.means.record);
  await node.queue.work(measureJobs(node.scoring, follower));
  void node.sender.resume(stop).catch(() => undefined);
  const shell = shellOf(node, follower, configuration, watching, stop);
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

function shellOf(
  { means, provider, lookAtChain }: OpenedNode,
  follower: AccessFollower,
  { pollSeconds, turnSeconds }: NodeConfiguration,
  { watch, metrics }: Watching,
  stop: AbortSignal,
): NodeShell {
  return {
    pace: { pollMs: pollSeconds * 1_000, ...RETRY },
    now,
    sleep: (ms) => setTimeout(ms, undefined, { signal: stop }).catch(() => undefined),
    look: async () => {
      await lookAtChain();
      metrics.setBalance(await provider.getBalance(means.validator));
      const sight = await look({ ...means, turnSeconds });
      // Measured as they come, so that the commit window is not spent on it.
      const { contributions } = await follower.advance();
      await means.scoring.prepare?.([...contributions.values()].filter(({ removed }) => !removed));
      return sight;
    },
    perform: (duty) => performDuty(duty, means),
    watch,
  };
}
