import type fs from "node:fs/promises";
import { dirname } from "node:path";
import { CollectiveError, InvalidInputError, RetryableError } from "../primitives/errors.ts";

/** What a store asks of a file system: `node:fs/promises`, or one that fails where a test wants it to. */
export type Disk = Pick<typeof fs, "mkdir" | "open" | "readdir" | "rename" | "rm" | "stat">;

const READ_ONLY = ["EROFS", "EACCES", "EPERM", "ENOTDIR", "EEXIST"];
const FULL = ["ENOSPC", "EDQUOT", "EFBIG"];

/**
 * Does one thing on a disk and translates its failure.
 *
 * A failed `fsync` is final for the file it failed on: the kernel may have dropped the pages, and a second call would
 * report success. So nothing here tries again; the caller writes the whole blob anew.
 *
 * @throws {InvalidInputError} `STORAGE_READ_ONLY` when the folder may not be written, or is none.
 * @throws {RetryableError} `STORAGE_FULL` when there is no room, `STORAGE_DISK_FAILED` (with `errno`) for all else.
 */
export async function onDisk<Result>(access: "read" | "write", action: () => Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    throw error instanceof CollectiveError ? error : diskError(access, error);
  }
}

/** Gives nothing instead of a failure when the system's name for it (`ENOENT`, …) is one of `errnos`. */
export async function unless<Result>(
  errnos: readonly string[],
  action: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await action();
  } catch (error) {
    if (errnos.includes(errnoOf(error))) return undefined;
    throw error;
  }
}

/** Makes the names in `folder` survive a power loss. Windows cannot open folders and does this by itself. */
export async function syncFolder(disk: Disk, folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await disk.open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder and those above it, if they are missing, so that their names survive a power loss. */
export async function makeFolder(disk: Disk, path: string): Promise<void> {
  const firstMade = await disk.mkdir(path, { recursive: true });
  if (firstMade === undefined) return;
  // Each new name stands in the folder above it, up to the one that was there before.
  for (let folder = path; folder.length >= firstMade.length; folder = dirname(folder)) {
    await syncFolder(disk, dirname(folder));
  }
}

/** The system's name for a failure, `ENOENT` and the like; `UNKNOWN` when it has none. */
export function errnoOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "UNKNOWN";
}

function diskError(access: "read" | "write", cause: unknown): CollectiveError {
  const errno = errnoOf(cause);
  const details = { context: { access, errno }, cause };
  if (access === "write" && READ_ONLY.includes(errno)) {
    return new InvalidInputError("STORAGE_READ_ONLY", "Expected a folder that may be written.", {
      ...details,
      hint: "Give this user the right to write there, or choose another folder.",
    });
  }
  if (FULL.includes(errno)) {
    return new RetryableError("STORAGE_FULL", "Expected room on the disk.", {
      ...details,
      hint: "Make room, then do it again: nothing was left half done.",
    });
  }
  return new RetryableError("STORAGE_DISK_FAILED", `Expected the disk to ${access}, got ${errno}.`, {
    ...details,
    hint: "Check the disk, then do it again: nothing was left half done.",
  });
}
