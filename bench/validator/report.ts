import { rmSync, statSync } from "node:fs";
import { findSandboxTools } from "../../src/jail/sandbox-tools.ts";
import { query, startPostgres, type PostgresServer } from "../../test/helpers/servers/postgres-server.ts";
import { atLeast, atMost, type Bar } from "../bars.ts";
import { archiveFiles } from "../export/archive-files.ts";
import { describeMachine, versionsOf, type Machine } from "../machine.ts";
import { runProgram } from "../readings.ts";
import { measureEpoch, type EpochRow } from "./measure-epoch.ts";
import { measureInFolder, measureOnServer, type FingerprintRow } from "./measure-fingerprints.ts";
import { measureScoring, type ScoringRow } from "./measure-scoring.ts";
import { setScoringStage } from "./scoring-stage.ts";

/** Everything one run measured. */
export type ValidatorReport = Machine & {
  readonly rounds: number;
  readonly settings: readonly string[];
  readonly archives: readonly { readonly megabytes: number; readonly zipBytes: number }[];
  readonly scoring: readonly ScoringRow[];
  readonly epochs: readonly EpochRow[];
  /** Memory for each contribution that is registered. */
  readonly contributionBytes: number;
  readonly fingerprints: readonly FingerprintRow[];
  readonly bars: readonly Bar[];
};

/** Archives of so many megabytes of JSON, and how many of them. */
const ARCHIVES: ReadonlyMap<number, number> = new Map([
  [5, 24],
  [50, 8],
]);
const SCORERS = [1, 2, 4];
/** Archives of an epoch. */
const EPOCHS = [100, 400];
const CONTRIBUTIONS = 1_000_000;
const ROUNDS = 3;
/** Those of a small server with its own disk; all others as they come. */
const SETTINGS = ["shared_buffers=1GB", "maintenance_work_mem=1GB", "max_wal_size=8GB"];

/** Measures everything; `tell` is told what is measured. A table of 10^8 fingerprints takes half an hour and 20 GB. */
export async function measureValidator(tell: (what: string) => void, isLarge: boolean): Promise<ValidatorReport> {
  const server = await startPostgres(SETTINGS);
  const scoring = await measureAllScoring(server, tell);
  const epochs: EpochRow[] = [];
  for (const archives of EPOCHS) {
    tell(`an epoch of ${archives} archives`);
    epochs.push(await measureEpoch(server, archives));
    tell(JSON.stringify(epochs.at(-1)));
  }
  const fingerprints = await measureAllFingerprints(server, tell, isLarge);
  const { bytesEach: contributionBytes } = runProgram(import.meta.url, "run-registry.ts", [String(CONTRIBUTIONS)]) as {
    bytesEach: number;
  };
  const version = await versionOf(server);
  await server.stop();
  rmSync(server.data, { recursive: true });
  return {
    ...describeMachine({ PostgreSQL: version, ...versionsOf(["pg-boss", "@electric-sql/pglite"]) }),
    rounds: ROUNDS,
    settings: SETTINGS,
    archives: [...ARCHIVES.keys()].map((megabytes) => ({
      megabytes,
      zipBytes: statSync(archiveFiles(megabytes).zip).size,
    })),
    scoring,
    epochs,
    contributionBytes,
    fingerprints,
    bars: judge(scoring, fingerprints),
  };
}

async function measureAllScoring(server: PostgresServer, tell: (what: string) => void): Promise<ScoringRow[]> {
  const { prlimit } = await findSandboxTools();
  if (!prlimit) throw new Error("archives are measured as a validator does: in a jail with prlimit");
  tell("generating and contributing archives");
  const stage = await setScoringStage(ARCHIVES);
  const rows: ScoringRow[] = [];
  for (const megabytes of ARCHIVES.keys()) {
    for (const scorers of SCORERS) {
      tell(`${scorers} scorers, archives of ${megabytes} MB`);
      rows.push(await measureScoring(stage, server, { megabytes, scorers, rounds: ROUNDS }));
      tell(JSON.stringify(rows.at(-1)));
    }
  }
  await stage.stop();
  return rows;
}

async function measureAllFingerprints(
  server: PostgresServer,
  tell: (what: string) => void,
  isLarge: boolean,
): Promise<FingerprintRow[]> {
  tell("a million fingerprints in a folder");
  const rows = [await measureInFolder(1e6)];
  tell(JSON.stringify(rows[0]));
  const sizes = [
    { rows: 1e6, indexedLater: false },
    { rows: 1e7, indexedLater: false },
    ...(isLarge ? [{ rows: 1e8, indexedLater: true }] : []),
  ];
  for (const size of sizes) {
    tell(`${size.rows} fingerprints on the server`);
    rows.push(await measureOnServer(server, size));
    tell(JSON.stringify(rows.at(-1)));
  }
  return rows;
}

async function versionOf(server: PostgresServer): Promise<string> {
  const [row] = (await query(await server.makeDatabase(), "show server_version")) as { server_version: string }[];
  return row?.server_version.split(" ")[0] ?? "unknown";
}

function judge(scoring: readonly ScoringRow[], fingerprints: readonly FingerprintRow[]): Bar[] {
  const speed = (megabytes: number, scorers: number): number =>
    scoring.find((row) => row.megabytes === megabytes && row.scorers === scorers)?.perMinute ?? 0;
  const looks = (rows: number): number =>
    fingerprints.find((row) => row.database === "PostgreSQL" && row.rows === rows)?.looksPerSecond ?? 0;
  const peaks = scoring.map(({ scorerPeakBytes, jailPeakBytes }) => (scorerPeakBytes + jailPeakBytes) / 1e6);
  return [
    atLeast("two scorers, archives of 50 MB, × the speed of one", speed(50, 2) / speed(50, 1), 1.5),
    atLeast("two scorers, archives of 5 MB, × the speed of one", speed(5, 2) / speed(5, 1), 1.5),
    atMost("a scorer with its jail, peak memory in MB", Math.max(...peaks), 800),
    atLeast("look-ups per second among 10^7 fingerprints, in memory", looks(1e7), 50_000),
    atLeast("the same, × those among 10^6", looks(1e7) / looks(1e6), 0.5),
  ];
}
