import fs from "node:fs/promises";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase, type DatabasePlace } from "../../../../src/validator/database/open-database.ts";
import type { ValidatorDatabase } from "../../../../src/validator/database/validator-database.ts";
import { postgresServer } from "../../../helpers/servers/postgres-server.ts";

export type Kind = "folder" | "server";

let parent: string | undefined;
let template: Promise<string> | undefined;
let folders = 0;

/** A folder that does not exist yet; everything of a process lies in one that it removes at its end. */
export function newFolder(): string {
  if (parent === undefined) {
    const made = mkdtempSync(join(tmpdir(), "validator-database-"));
    process.once("exit", () => {
      rmSync(made, { recursive: true, force: true });
    });
    parent = made;
  }
  return join(parent, String(++folders));
}

/** A place with empty tables. */
export async function newPlace(kind: Kind): Promise<DatabasePlace> {
  if (kind === "server") return { url: await (await postgresServer()).makeDatabase() };
  template ??= emptyFolder();
  const folder = newFolder();
  await fs.cp(await template, folder, { recursive: true });
  return { folder };
}

async function emptyFolder(): Promise<string> {
  const folder = newFolder();
  await (await openDatabase({ folder })).close();
  return folder;
}

/** Runs a suite with each kind of database; `open` opens the one of a test, again and again if wanted. */
export function onBothDatabases(
  title: string,
  suite: (at: {
    readonly kind: Kind;
    readonly place: () => DatabasePlace;
    readonly open: () => Promise<ValidatorDatabase>;
  }) => void,
): void {
  for (const [kind, where] of [
    ["folder", "in a folder"],
    ["server", "on a PostgreSQL server"],
  ] as const) {
    describe(`${title} ${where}`, function () {
      this.timeout(300_000);
      let place: DatabasePlace;
      let opened: ValidatorDatabase[] = [];
      beforeEach(async () => {
        place = await newPlace(kind);
      });
      afterEach(async () => {
        for (const database of opened) await database.close().catch(() => undefined);
        opened = [];
      });
      suite({
        kind,
        place: () => place,
        open: async () => {
          const database = await openDatabase(place);
          opened.push(database);
          return database;
        },
      });
    });
  }
}
