import type { Kysely, Transaction } from "kysely";
import { RetryableError } from "../../primitives/errors.ts";
import { databaseError } from "./database-error.ts";
import { SCHEMA } from "./migrations.ts";
import type { Tables } from "./tables.ts";

/** What the job queue speaks SQL through; several statements at once where there are no values. */
export type QueueConnection = {
  readonly executeSql: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;
};

/** A validator's database: the same tables whichever it is. */
export type ValidatorDatabase = {
  /** PGlite in a folder, or a PostgreSQL server. */
  readonly kind: "folder" | "server";
  /** Aborted for ever when this process is no longer the only one that uses the database as a node. */
  readonly lost: AbortSignal;
  /** Where a folder keeps what it has beside its tables. */
  readonly folder: string | undefined;
  /** Reads. @throws {CollectiveError} the codes of {@link databaseError}, never an error of the driver. */
  readonly read: <Result>(action: (tables: Kysely<Tables>) => Promise<Result>) => Promise<Result>;
  /**
   * Changes, in a transaction that is on the disk when this resolves. When it rejects nothing has changed, unless the
   * connection was lost on the way: what is done through this can therefore be repeated.
   *
   * @throws {CollectiveError} as `read` does; {@link RetryableError} `VALIDATOR_DATABASE_LOCK_LOST` when `lost` is aborted.
   */
  readonly change: <Result>(action: (transaction: Transaction<Tables>) => Promise<Result>) => Promise<Result>;
  readonly queue: QueueConnection;
  /**
   * Puts what was confirmed where it belongs, so that a start after a crash need not read it again. A server does that by
   * itself; in a folder nobody else does.
   */
  readonly checkpoint: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** What the two kinds of databases differ in. */
export type DatabaseParts = Pick<ValidatorDatabase, "kind" | "lost" | "folder" | "queue" | "close"> & {
  readonly tables: Kysely<Tables>;
};

/** Puts a {@link ValidatorDatabase} together. */
export function validatorDatabase({ tables, ...parts }: DatabaseParts): ValidatorDatabase {
  const inSchema = tables.withSchema(SCHEMA);
  return {
    ...parts,
    read: (action) => translated(() => action(inSchema)),
    change: (action) =>
      translated(() => {
        requireHeld(parts.lost);
        return inSchema.transaction().execute(action);
      }),
    checkpoint: async () => {
      if (parts.kind === "folder") await translated(() => parts.queue.executeSql("checkpoint"));
    },
    queue: { executeSql: (text, values) => translated(() => parts.queue.executeSql(text, values)) },
    close: () => translated(parts.close),
  };
}

async function translated<Result>(action: () => Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    throw databaseError(error);
  }
}

function requireHeld(lost: AbortSignal): void {
  if (!lost.aborted) return;
  throw new RetryableError("VALIDATOR_DATABASE_LOCK_LOST", "Expected to be the only node of this database still.", {
    hint: "Start again: another node may have taken over meanwhile.",
  });
}
