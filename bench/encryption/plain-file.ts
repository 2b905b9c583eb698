import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs";

/** Where the files of this benchmark lie: generated once, or removed again. */
export const cacheFolder = new URL("../../cache/bench/encryption/", import.meta.url).pathname;

const PIECE = 1_000_000;

/** A file of so many bytes, a whole number of megabytes; generated once. */
export function plainFile(bytes: number): string {
  const path = `${cacheFolder}plain-${bytes / PIECE}.bin`;
  if (existsSync(path)) return path;
  mkdirSync(cacheFolder, { recursive: true });
  const unfinished = openSync(`${path}.unfinished`, "w");
  for (let done = 0; done < bytes; done += PIECE) {
    writeSync(unfinished, new Uint8Array(PIECE).fill(done / PIECE));
  }
  closeSync(unfinished);
  renameSync(`${path}.unfinished`, path);
  return path;
}
