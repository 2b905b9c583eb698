import { openAsBlob } from "node:fs";
import fs from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { InvalidInputError } from "../primitives/errors.ts";
import { onDisk, syncFolder, unless, type Disk } from "./disk.ts";

/** How a file that a person asked for is written. */
export type WriteOptions = {
  /** Whether a file of this name may be replaced. */
  readonly overwrites?: boolean;
  /** Looks at the whole file before it gets its name, and says whether it should; by default it should. */
  readonly review?: (written: Blob) => Promise<boolean>;
};

type LocalDisk = Disk & Pick<typeof fs, "link">;

const OWNER_ONLY = 0o600;
/** Not every file system knows links. */
const NO_LINKS = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"];

/**
 * Writes a file for its owner's eyes alone: all of it or nothing, in the place of no other file unless told so. Until it is
 * whole it lies beside its place, with `.part` behind its name.
 *
 * @returns Whether the file is there: `review` may have said no.
 * @throws {InvalidInputError} `STORAGE_FILE_EXISTS`, `STORAGE_NO_FOLDER`, `STORAGE_READ_ONLY`; {@link onDisk} names the others. Failures of
 * `source` and `review` come through unchanged.
 */
export async function writeLocalFile(
  path: string,
  source: ReadableStream<Uint8Array>,
  options: WriteOptions = {},
  disk: LocalDisk = fs,
): Promise<boolean> {
  const { overwrites = false, review = () => Promise.resolve(true) } = options;
  const target = resolve(path);
  const part = `${target}.part`;
  try {
    // Before the work, for the message; after it, the link decides.
    if (!overwrites && (await exists(disk, target))) throw fileExists(target);
    await writePart(disk, part, source);
    const isWanted = await review(await openAsBlob(part));
    if (isWanted) await onDisk("write", () => publish(disk, part, target, overwrites));
    return isWanted;
  } finally {
    await source.cancel().catch(() => undefined);
    await disk.rm(part, { force: true }).catch(() => undefined);
  }
}

async function writePart(disk: LocalDisk, part: string, source: ReadableStream<Uint8Array>): Promise<void> {
  // One that a stopped run left may have other rights than this one gives.
  await onDisk("write", () => disk.rm(part, { force: true }));
  const file =
    (await onDisk("write", () => unless(["ENOENT", "ENOTDIR"], () => disk.open(part, "wx", OWNER_ONLY)))) ?? noFolder();
  const reader = source.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const piece = next.value;
      await onDisk("write", () => file.writeFile(piece));
    }
    await onDisk("write", () => file.sync());
  } finally {
    await reader.cancel().catch(() => undefined);
    reader.releaseLock();
    await onDisk("write", () => file.close());
  }
}

async function publish(disk: LocalDisk, part: string, target: string, overwrites: boolean): Promise<void> {
  if (overwrites) await disk.rename(part, target);
  else await linkOrRename(disk, part, target);
  await syncFolder(disk, dirname(target));
}

/** A link fails where a file is; renaming would replace it, so it serves only where there are no links. */
async function linkOrRename(disk: LocalDisk, part: string, target: string): Promise<void> {
  const linked = await unless(NO_LINKS, async () => {
    await disk.link(part, target);
    return true;
  }).catch((error: unknown) => {
    throw (error as NodeJS.ErrnoException).code === "EEXIST" ? fileExists(target) : error;
  });
  if (linked === true) return;
  if (await exists(disk, target)) throw fileExists(target);
  await disk.rename(part, target);
}

async function exists(disk: LocalDisk, path: string): Promise<boolean> {
  return (await onDisk("read", () => unless(["ENOENT"], () => disk.stat(path)))) !== undefined;
}

function noFolder(): never {
  throw new InvalidInputError("STORAGE_NO_FOLDER", "Expected a folder that the file can be written to.", {
    hint: "Make the folder first, or choose another one.",
  });
}

function fileExists(path: string): InvalidInputError {
  return new InvalidInputError("STORAGE_FILE_EXISTS", `There is a file ${basename(path)} already.`, {
    hint: "Choose another name, or add --force to replace it. Nothing was changed.",
  });
}
