import { InvalidInputError } from "../../primitives/errors.ts";
import { databaseError } from "./database-error.ts";
import { openFolder, type FolderOptions } from "./folder-database.ts";
import { migrate } from "./migrate.ts";
import { openServer, type Role } from "./server-database.ts";
import { validatorDatabase, type ValidatorDatabase } from "./validator-database.ts";

/** Where a validator's database is: a folder of this machine, or a PostgreSQL server at `postgresql://…`. */
export type DatabasePlace = { readonly folder: string } | { readonly url: string };

/** For whom it is opened: the node, unless said otherwise. */
export type DatabaseOptions = FolderOptions & { readonly role?: Role };

/**
 * Opens a validator's database for the only node that may use it, or for one of many scorers, and brings its tables to this
 * version.
 *
 * @throws {CollectiveError} One clear line with a code, in which nothing of the address stands: `VALIDATOR_DATABASE_LOCKED`
 * when another node has it; `VALIDATOR_DATABASE_NEWER`; `VALIDATOR_DATABASE_NO_SCORERS` for a scorer in a folder; and the
 * codes of {@link openFolder} and {@link openServer}.
 */
export async function openDatabase(place: DatabasePlace, options: DatabaseOptions = {}): Promise<ValidatorDatabase> {
  const role = options.role ?? "node";
  const parts = await ("url" in place ? openServer(place.url, role) : openOwnFolder(place.folder, role, options)).catch(
    (error: unknown) => {
      throw databaseError(error);
    },
  );
  const database = validatorDatabase(parts);
  try {
    await migrate(parts.tables);
    return database;
  } catch (error) {
    await database.close().catch(() => undefined);
    throw databaseError(error);
  }
}

async function openOwnFolder(folder: string, role: Role, options: FolderOptions): ReturnType<typeof openFolder> {
  if (role === "node") return openFolder(folder, options);
  throw new InvalidInputError("VALIDATOR_DATABASE_NO_SCORERS", "Expected a PostgreSQL server for scorers.", {
    hint: "Set DATABASE_URL to one: a folder serves one process.",
  });
}
