import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { seededBytes } from "../../helpers/seeded-bytes.ts";

/** The files of something like a bundle, the manifest last; one is longer than what is read or written at once. */
export const bundle = ["scores/0xaa.bin", "scores/0xbb.bin", "leaves.bin", "shards/0000.bin", "shards/0001.bin"]
  .map((path, index) => ({ path, bytes: seededBytes(path === "leaves.bin" ? 300_000 : 100 + index, index + 1) }))
  .concat({ path: "manifest.json", bytes: seededBytes(50) });

/** Two of them, where each step costs a process. */
export const smallBundle = bundle.slice(-2);

/** All paths below a folder, folders included, ascending. */
export function pathsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
}

/** The hash of each file below a folder, by path. */
export function filesBelow(folder: string): Map<string, string> {
  const files = pathsBelow(folder).filter((path) => statSync(join(folder, path)).isFile());
  return new Map(files.map((path) => [path, hashOf(readFileSync(join(folder, path)))]));
}

/** The hash of each file that a bundle should have, by path. */
export function filesOf(files: typeof bundle): Map<string, string> {
  return new Map(files.map(({ path, bytes }) => [path, hashOf(bytes)]));
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
