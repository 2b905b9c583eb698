import { execFile, spawn } from "node:child_process";
import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { freePort } from "../free-port.ts";
import { postgresPrograms } from "../../../scripts/checks/servers/ensure-postgres.ts";

/** A PostgreSQL server of this process alone, on a loopback port. It asks for no password. */
export type PostgresServer = {
  /** Makes an empty database and gives its address. */
  readonly makeDatabase: () => Promise<string>;
  /** Removes one, whoever is connected. */
  readonly dropDatabase: (url: string) => Promise<void>;
  /** Kills every process of the server, as a power loss would; then starts it again at the same port. */
  readonly crash: (whileDown?: () => Promise<void>) => Promise<void>;
  /** The folder with its files. */
  readonly data: string;
  /** Its first process, of which all others are children. */
  readonly pid: () => number;
  readonly stop: () => Promise<void>;
};

/** The numbers of the user `nobody`, for the server refuses to run as root. */
const NOBODY = 65_534;
const asRoot = process.getuid?.() === 0;
const identity = asRoot ? { uid: NOBODY, gid: NOBODY } : {};

let started: Promise<PostgresServer> | undefined;

/** One server for all tests of a process. It ends with the process. */
export function postgresServer(): Promise<PostgresServer> {
  started ??= startPostgres();
  return started;
}

/** Starts a server for one test that harms it, with further settings `name=value`. */
export async function startPostgres(settings: readonly string[] = []): Promise<PostgresServer> {
  const { bin, environment } = await postgresPrograms();
  const folder = mkdtempSync(join(tmpdir(), "postgres-"));
  if (asRoot) chownSync(folder, NOBODY, NOBODY);
  const options = { cwd: folder, env: { ...process.env, ...environment }, ...identity };
  const data = join(folder, "data");
  await promisify(execFile)(
    join(bin, "initdb"),
    ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions"],
    options,
  );
  const port = await freePort();
  const run = async (): Promise<ReturnType<typeof spawn>> => {
    const set = [`port=${port}`, "listen_addresses=127.0.0.1", "unix_socket_directories=", ...settings];
    const child = spawn(join(bin, "postgres"), ["-D", data, ...set.flatMap((setting) => ["-c", setting])], {
      ...options,
      stdio: "ignore",
      detached: true,
    });
    child.unref();
    await untilReady(port, child);
    return child;
  };
  let child = await run();
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.ref();
    killGroup(child.pid);
    await ended;
  };
  process.once("exit", () => {
    killGroup(child.pid);
    rmSync(folder, { recursive: true, force: true });
  });
  let made = 0;
  return {
    makeDatabase: async () => {
      const name = `test_${++made}`;
      await query(addressOf(port, "postgres"), `create database ${name}`);
      return addressOf(port, name);
    },
    dropDatabase: async (url) => {
      await query(addressOf(port, "postgres"), `drop database ${new URL(url).pathname.slice(1)} with (force)`);
    },
    data,
    pid: () => child.pid!,
    crash: async (whileDown) => {
      await kill();
      await whileDown?.();
      child = await run();
    },
    stop: kill,
  };
}

/** Runs one statement on a connection of its own. */
export async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

function addressOf(port: number, database: string): string {
  return `postgresql://postgres@127.0.0.1:${port}/${database}`;
}

/** The server leads a group of its own, so its helpers die with it. */
function killGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

async function untilReady(port: number, child: ReturnType<typeof spawn>): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL ended with ${child.exitCode}.`);
    const isListening = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => {
        resolve(true);
      });
      socket
        .once("error", () => {
          resolve(false);
        })
        .once("connect", () => socket.destroy());
    });
    if (isListening && (await query(addressOf(port, "postgres"), "select 1").then(Boolean, () => false))) return;
    await delay(50);
  }
}
