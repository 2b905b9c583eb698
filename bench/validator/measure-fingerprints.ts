import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { DatabasePlace } from "../../src/validator/database/open-database.ts";
import { query, type PostgresServer } from "../../test/helpers/servers/postgres-server.ts";
import { median } from "../readings.ts";
import { watchPeaks } from "./process-usage.ts";
import type { Found } from "./run-fingerprints.ts";

/** What so many fingerprints mean for a database. */
export type FingerprintRow = {
  readonly database: "PostgreSQL" | "PGlite";
  readonly rows: number;
  readonly fillSeconds: number;
  /** Whether the index was built after the rows were there. */
  readonly indexedLater: boolean;
  readonly tableBytes: number;
  readonly indexBytes: number;
  /** With what was just written still in memory, and after a restart with nothing of it in memory; null where not measured. */
  readonly looksPerSecond: number;
  readonly coldLooksPerSecond: number | null;
  readonly addsPerSecond: number;
  /** Of the process that asks, the database in it for PGlite; and of the largest process of the server, what is its own. */
  readonly peakBytes: number;
  readonly serverBytes: number | null;
};

const ROUNDS = 3;
const LOOKS = 200_000;
/** About what one archive asks for. */
const COLD_LOOKS = 20_000;
const ADDS = 200_000;
const LARGE_FILE = 2 ** 20;

type Request = { readonly rows: number; readonly indexedLater: boolean };

/** Fills a new database of the server, looks up and adds. */
export async function measureOnServer(
  server: PostgresServer,
  { rows, indexedLater }: Request,
): Promise<FingerprintRow> {
  const place = { url: await server.makeDatabase() };
  const filled = await run(place, "fill", rows, indexedLater ? 1 : 0);
  const peaks = watchPeaks([server.pid()]);
  const warm = await inRounds((round) => run(place, "look", rows, LOOKS, round));
  const added = await inRounds((round) => run(place, "add", rows, ADDS, round));
  const { privateBytes } = peaks();
  const cold: Found["look"][] = [];
  for (let round = ROUNDS; round < 2 * ROUNDS; round++) {
    await query(place.url, "checkpoint");
    await server.crash(() => forgetFiles(server.data));
    cold.push(await run(place, "look", rows, COLD_LOOKS, round));
  }
  await server.dropDatabase(place.url);
  return {
    ...{ database: "PostgreSQL", ...rowOf(filled, indexedLater, warm, added), serverBytes: privateBytes },
    coldLooksPerSecond: median(cold.map(({ perSecond }) => perSecond)),
  };
}

/** The same in a folder. */
export async function measureInFolder(rows: number): Promise<FingerprintRow> {
  const parent = mkdtempSync(join(tmpdir(), "bench-folder-"));
  const place = { folder: join(parent, "database") };
  const filled = await run(place, "fill", rows, 0);
  const warm = await inRounds((round) => run(place, "look", rows, LOOKS, round));
  const added = await inRounds((round) => run(place, "add", rows, ADDS, round));
  rmSync(parent, { recursive: true });
  return { database: "PGlite", ...rowOf(filled, false, warm, added), serverBytes: null, coldLooksPerSecond: null };
}

function rowOf(
  { seconds, tableBytes, indexBytes, rows }: Found["fill"],
  indexedLater: boolean,
  warm: readonly Found["look"][],
  added: readonly Found["add"][],
) {
  return {
    ...{ rows, fillSeconds: seconds, indexedLater, tableBytes, indexBytes },
    looksPerSecond: median(warm.map(({ perSecond }) => perSecond)),
    addsPerSecond: median(added.map(({ perSecond }) => perSecond)),
    peakBytes: Math.max(...warm.map(({ peakBytes }) => peakBytes), ...added.map(({ peakBytes }) => peakBytes)),
  };
}

async function inRounds<Reading>(action: (round: number) => Promise<Reading>): Promise<Reading[]> {
  const readings: Reading[] = [];
  for (let round = 0; round < ROUNDS; round++) readings.push(await action(round));
  return readings;
}

/** In a process of its own; this one watches meanwhile. */
async function run<Name extends keyof Found>(
  place: DatabasePlace,
  command: Name,
  ...numbers: readonly number[]
): Promise<Found[Name]> {
  const program = fileURLToPath(new URL("run-fingerprints.ts", import.meta.url));
  const options = ["--disable-warning=ExperimentalWarning", program, JSON.stringify(place), command];
  const { stdout } = await promisify(execFile)(process.execPath, [...options, ...numbers.map(String)]);
  const found = JSON.parse(stdout) as Found[Name];
  if ("known" in found && found.known !== (numbers[1] ?? 0) / 2) throw new Error("not what was put in was found");
  return found;
}

/** Lets the operating system keep nothing of the large files in memory, and leaves other files alone. */
async function forgetFiles(folder: string): Promise<void> {
  for (const entry of readdirSync(join(folder, "base"), { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (!entry.isFile() || statSync(file).size < LARGE_FILE) continue;
    await promisify(execFile)("dd", [`if=${file}`, "iflag=nocache", "count=0", "status=none"]);
  }
}
