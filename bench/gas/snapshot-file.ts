import { readFileSync, writeFileSync } from "node:fs";
import type { Snapshot } from "./snapshot/recorder.ts";

const file = new URL("../../gas-snapshot.json", import.meta.url);

/** How to make the committed numbers those of the code as it is. */
export const ACCEPT_COMMAND = "npm run gas:snapshot";

/** The committed numbers. */
export function readSnapshot(): Snapshot {
  return JSON.parse(readFileSync(file, "utf8")) as Snapshot;
}

/** Replaces the committed numbers. */
export function writeSnapshot(snapshot: Snapshot): void {
  writeFileSync(file, `${JSON.stringify(snapshot, null, 2)}\n`);
}
