import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { InvalidInputError } from "../../primitives/errors.ts";
import { lockedDatabase } from "./folder-lock.ts";
import { databaseError } from "./database-error.ts";
import type { Tables } from "./tables.ts";
import type { DatabaseParts } from "./validator-database.ts";

/** Two numbers that name the lock of a node among all that a database may have: "vali" and "node" in ASCII. */
const LOCK = [0x76616c69, 0x6e6f6465] as const;
const OLDEST_SERVER = 15;
const CONNECT_TIMEOUT_MS = 10_000;
const BIGINT = 20;

/** `node` for the one process that signs, `scorer` for any number of them that only measure. */
export type Role = "node" | "scorer";

/**
 * Connects to a PostgreSQL server.
 *
 * @throws {CollectiveError} `VALIDATOR_DATABASE_URL`, `VALIDATOR_DATABASE_TOO_OLD`, `VALIDATOR_DATABASE_NOT_DURABLE`,
 * `VALIDATOR_DATABASE_LOCKED`, and the codes of {@link databaseError}.
 */
export async function openServer(url: string, role: Role): Promise<DatabaseParts> {
  const config = configOf(url);
  const pool = new pg.Pool(config);
  // Of a connection that breaks between two queries; whoever needs it then is told by the next one.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  const lost = new AbortController();
  let holder: pg.Client | undefined;
  try {
    await checkServer(pool);
    if (role === "node") holder = await takeLock(config, lost);
  } catch (error) {
    await pool.end();
    throw databaseError(error);
  }
  return {
    kind: "server",
    lost: lost.signal,
    folder: undefined,
    tables: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
    queue: { executeSql: (text, values) => pool.query(text, values) },
    close: async () => {
      await pool.end().finally(() => holder?.end());
    },
  };
}

function configOf(url: string): pg.PoolConfig {
  const protocol = URL.canParse(url) ? new URL(url).protocol : "";
  if (protocol !== "postgres:" && protocol !== "postgresql:") {
    throw new InvalidInputError("VALIDATOR_DATABASE_URL", "Expected an address postgresql://user@host/database.", {
      hint: "Write special characters of the password as %xx.",
    });
  }
  return {
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    types: {
      // No integer here is beyond 2^53 − 1, which the driver gives as text all the same.
      getTypeParser: (oid, format) =>
        isBigint(oid) ? Number : (pg.types.getTypeParser(oid, format) as (text: string) => unknown),
    },
  };
}

function isBigint(type: number): boolean {
  return type === BIGINT;
}

type ServerState = { version: number; fsync: string; commit: string; pages: string; standby: boolean };

async function checkServer(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<ServerState>(
    `select current_setting('server_version_num')::integer as version, current_setting('fsync') as fsync,
       current_setting('synchronous_commit') as commit, current_setting('full_page_writes') as pages,
       pg_is_in_recovery() as standby`,
  );
  const [state] = rows;
  const version = Math.floor((state?.version ?? 0) / 10_000);
  if (version < OLDEST_SERVER) {
    throw new InvalidInputError("VALIDATOR_DATABASE_TOO_OLD", `Expected PostgreSQL ${OLDEST_SERVER} or later.`, {
      context: { version },
      hint: "Move the database to a newer server.",
    });
  }
  if (state?.standby !== false) throw Object.assign(new Error("standby"), { code: "25006" });
  const { fsync, commit, pages } = state;
  if (fsync === "on" && commit !== "off" && pages === "on") return;
  throw new InvalidInputError("VALIDATOR_DATABASE_NOT_DURABLE", "Expected a server that keeps what it confirmed.", {
    context: { fsync, synchronousCommit: commit, fullPageWrites: pages },
    hint: "Turn on fsync, full_page_writes and synchronous_commit: after a crash the node must know what it signed.",
  });
}

/** On a connection of its own: the server lets go of the lock when that ends, and so does the node. */
async function takeLock(config: pg.PoolConfig, lost: AbortController): Promise<pg.Client> {
  const client = new pg.Client(config);
  const lose = (): void => {
    lost.abort();
  };
  client.on("error", lose);
  client.on("end", lose);
  await client.connect();
  try {
    const { rows } = await client.query<{ held: boolean }>("select pg_try_advisory_lock($1, $2) as held", [...LOCK]);
    if (rows[0]?.held !== true) throw lockedDatabase();
    return client;
  } catch (error) {
    await client.end();
    throw error;
  }
}
