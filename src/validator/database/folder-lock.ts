import fs from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { RetryableError } from "../../primitives/errors.ts";
import { errnoOf, onDisk } from "../../storage/disk.ts";

/**
 * Takes a lock that only one process of this machine can hold, and that ends with it however it ends: SQLite's lock on a
 * file, for Node has none of its own. The folder must not lie on a network drive.
 *
 * @param path - of the file, made when it is missing. Nothing else may ever open it.
 * @returns What lets go of it.
 * @throws {RetryableError} `VALIDATOR_DATABASE_LOCKED` when another process, or another place in this one, holds it.
 */
export async function lockFolder(path: string): Promise<() => void> {
  // An open and closed file of this process would take the locks on it along, so one that is there is left alone.
  await onDisk("write", async () => {
    await fs.open(path, "wx", 0o600).then(
      (file) => file.close(),
      (error: unknown) => {
        if (errnoOf(error) !== "EEXIST") throw error;
      },
    );
  });
  const file = new DatabaseSync(path, { timeout: 0 });
  try {
    // Nothing is ever written to it, so it needs no file beside it.
    file.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    file.close();
    throw lockedDatabase(error);
  }
  return () => {
    if (file.isOpen) file.close();
  };
}

/** That another node has the database. */
export function lockedDatabase(cause?: unknown): RetryableError {
  return new RetryableError("VALIDATOR_DATABASE_LOCKED", "Expected a database that no other node uses.", {
    ...(cause === undefined ? {} : { cause }),
    hint: "Stop the other node first. Two nodes with one key would vote twice.",
  });
}
