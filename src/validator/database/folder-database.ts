import { PGlite, types } from "@electric-sql/pglite";
import { Kysely, PGliteDialect } from "kysely";
import fs from "node:fs/promises";
import { join } from "node:path";
import { fromPglite } from "pg-boss";
import { onDisk, syncFolder, unless } from "../../storage/disk.ts";
import { corruptDatabase } from "./database-error.ts";
import { lockFolder } from "./folder-lock.ts";
import { guardedPglite } from "./guarded-pglite.ts";
import { SyncedFileSystem } from "./synced-file-system.ts";
import { hasStatements } from "./statement-log.ts";
import { makePrivateAndDurable } from "./private-folder.ts";
import type { Tables } from "./tables.ts";
import type { DatabaseParts } from "./validator-database.ts";

const PRIVATE_FOLDER = 0o700;
/** PostgreSQL in WebAssembly starts with these and `-F`, which turns its `fsync` off. */
const PARAMETERS = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== "-F"),
  ...["-c", "fsync=on", "-c", "wal_sync_method=fsync", "-c", "synchronous_commit=on", "-c", "full_page_writes=on"],
  // Its timer would go on for ever when the start is given up, and keep the program alive.
  ...["-c", "log_startup_progress_interval=0"],
];

/** How a folder is synced; a test may let it fail. */
export type FolderOptions = { readonly sync?: (descriptor: number) => void };

/**
 * Opens PGlite in a folder, and makes it when there is none: `lock`, `data` and `statements.log` in it.
 *
 * @throws {CollectiveError} `VALIDATOR_DATABASE_LOCKED`, `VALIDATOR_DATABASE_CORRUPT`, `VALIDATOR_DATABASE_FULL`,
 * `VALIDATOR_DATABASE_READ_ONLY` and the `STORAGE_*` codes of {@link onDisk}.
 */
export async function openFolder(folder: string, { sync }: FolderOptions = {}): Promise<DatabaseParts> {
  await onDisk("write", async () => {
    await fs.mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
    await fs.chmod(folder, PRIVATE_FOLDER);
  });
  const unlock = await lockFolder(join(folder, "lock"));
  try {
    const data = join(folder, "data");
    if (await isNew(folder, data)) await createData(folder, data);
    const guarded = await startPglite(data, sync);
    const tables = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: guarded }) });
    const close = async (): Promise<void> => {
      await tables.destroy().finally(guarded.close).finally(unlock);
    };
    // A lock of the operating system is held until this process ends or closes the folder.
    const lost = new AbortController().signal;
    return { kind: "folder", lost, folder, tables, queue: fromPglite(guarded), close };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Whether there is no database yet. One that was emptied while its statements are still known is no new one. */
async function isNew(folder: string, data: string): Promise<boolean> {
  return onDisk("read", async () => {
    const names = (await unless(["ENOENT"], () => fs.readdir(data))) ?? [];
    if (names.length === 0) {
      if (await hasStatements(folder)) throw corruptDatabase("NO_DATA");
      return true;
    }
    // PGlite would take a folder without this file for a new one, and write over it.
    if (!names.includes("PG_VERSION")) throw corruptDatabase("NO_VERSION");
    return false;
  });
}

/** Under another name first, so that a database whose making was cut off is made again and never looks damaged. */
async function createData(folder: string, data: string): Promise<void> {
  const unfinished = `${data}.new`;
  await onDisk("write", async () => {
    await fs.rm(unfinished, { recursive: true, force: true });
    await fs.mkdir(unfinished, { mode: PRIVATE_FOLDER });
  });
  const pglite = await startPglite(unfinished);
  await pglite.close();
  await onDisk("write", async () => {
    await makePrivateAndDurable(unfinished);
    await fs.rm(data, { recursive: true, force: true });
    await fs.rename(unfinished, data);
    await syncFolder(fs, folder);
  });
}

/** Compiled once for all servers of this process: each time it would take a second and hundreds of megabytes. */
const compiled = new Map<string, WebAssembly.Module>();

async function compile(name: "pglite.wasm" | "initdb.wasm"): Promise<WebAssembly.Module> {
  const found = compiled.get(name);
  if (found !== undefined) return found;
  const url = new URL(name, import.meta.resolve("@electric-sql/pglite"));
  const program = await WebAssembly.compile(await onDisk("read", () => fs.readFile(url)));
  compiled.set(name, program);
  return program;
}

async function startPglite(
  data: string,
  sync?: (descriptor: number) => void,
): Promise<ReturnType<typeof guardedPglite>> {
  const system = new SyncedFileSystem(data, sync);
  const programs = {
    pgliteWasmModule: await compile("pglite.wasm"),
    initdbWasmModule: await compile("initdb.wasm"),
  };
  try {
    const pglite = await PGlite.create({
      ...programs,
      fs: system,
      startParams: PARAMETERS,
      relaxedDurability: false,
      parsers: { [types.INT8]: Number },
    });
    return guardedPglite(pglite, system.disk);
  } catch (error) {
    // Whatever else keeps it from starting lies in its files.
    if (system.disk.failure !== undefined) throw Object.assign(new Error("disk"), { code: system.disk.failure });
    throw (error as { code?: unknown }).code === "53100" ? error : corruptDatabase("NOT_STARTING");
  }
}
