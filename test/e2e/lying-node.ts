/**
 * A validator's node as `validate run` runs it, but for the epochs in argv[2], separated by commas: there it votes for
 * another root than it calculates, and pays no heed to having done so.
 */
import { setTimeout } from "node:timers/promises";
import { readRecord } from "../../deploy/deployment-files.ts";
import { openNode } from "../../scripts/validate/open-node.ts";
import { followAccess } from "../../src/chain/follow-access.ts";
import { look } from "../../src/validator/node/look.ts";
import { measureJobs } from "../../src/validator/node/measure-by-queue.ts";
import type { NodeMeans } from "../../src/validator/node/node-means.ts";
import { performDuty } from "../../src/validator/node/perform-duty.ts";
import { runNode } from "../../src/validator/node/run-node.ts";
import { readConfiguration } from "../../src/validator/operator/configuration.ts";
import { loadAccount } from "../../src/validator/operator/load-account.ts";
import { withReport } from "../helpers/with-report.ts";

const lies = (process.argv[2] ?? "").split(",").map((epoch) => `report ${epoch}.`);
const stop = new AbortController();
const record = readRecord(31_337)!;
const configuration = readConfiguration(process.env, 31_337);
const newHistory = process.argv.includes("--new-history");
const account = await loadAccount(configuration.account);
const node = await openNode({
  account,
  configuration,
  record,
  newHistory,
  stop: stop.signal,
  onTrouble: () => undefined,
});
const means: NodeMeans = {
  ...node.means,
  send: async (purpose, transaction) => {
    const root = `0x${"6".repeat(64)}`;
    const isLie = lies.some((lie) => purpose.startsWith(lie));
    const { distributor } = node.means.collective;
    const sent = isLie ? await withReport(distributor, transaction, (report) => ({ ...report, root })) : transaction;
    await node.means.send(purpose, sent);
  },
};
const lateness = { patienceMs: 60_000, pollMs: 1_000 };
await node.queue.work(measureJobs(node.scoring, followAccess(means.collective, record), lateness));
process.stderr.write("started\n");
await runNode(
  {
    pace: { pollMs: 1_000, retryMs: 1_000, longestRetryMs: 5_000 },
    now: Date.now,
    sleep: (ms) => setTimeout(ms),
    look: async () => {
      await node.provider.look();
      return { ...(await look({ ...means, turnSeconds: 1 })), foreign: [] };
    },
    perform: (duty) => performDuty(duty, means),
  },
  stop.signal,
);
