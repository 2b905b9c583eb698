import { existsSync, openAsBlob, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../../../../shared/fixtures");

/** Whether the shared fixtures are on this machine; the suite covers their cases by generated data as well. */
export const hasFixtures = existsSync(folder);

/** A fixture as a Blob on disk. */
export function fixtureBlob(path: string): Promise<Blob> {
  return openAsBlob(join(folder, path));
}

/** A parsed JSON fixture. */
export function fixtureJson(path: string): unknown {
  return JSON.parse(readFileSync(join(folder, path), "utf8"));
}
