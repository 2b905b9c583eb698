import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { PostgresServer } from "../../test/helpers/servers/postgres-server.ts";
import type { EpochReading } from "./run-epoch.ts";

/** What an epoch of so many measured archives takes the process that signs; the peak of both of its steps. */
export type EpochRow = EpochReading & { readonly peakBytes: number };

/** Scores and settles an epoch on a database of its own, once: it takes minutes. */
export async function measureEpoch(server: PostgresServer, archives: number): Promise<EpochRow> {
  const url = await server.makeDatabase();
  await run(url, "measure", archives);
  const reading = JSON.parse(await run(url, "score", archives)) as EpochReading;
  await server.dropDatabase(url);
  return { ...reading, peakBytes: reading.settle.peakBytes };
}

async function run(url: string, command: "measure" | "score", archives: number): Promise<string> {
  const program = fileURLToPath(new URL("run-epoch.ts", import.meta.url));
  const args = ["--disable-warning=ExperimentalWarning", program, url, command, String(archives)];
  return (await promisify(execFile)(process.execPath, args)).stdout;
}
