import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { RetryableError } from "../primitives/errors.ts";

/** The files of a bundle from which the next epoch is computed. */
export type StoredBundle = {
  readonly manifest: Uint8Array;
  readonly leavesFile: Uint8Array;
  readonly scoreFiles: readonly Uint8Array[];
};

/**
 * Writes the files of a bundle under `folder`, each complete or not at all, in the order given: the manifest comes last,
 * so a folder without one is unfinished. What stood there of the same epoch, from an earlier attempt, is removed first.
 */
export async function writeBundle(
  folder: string,
  files: Iterable<{ readonly path: string; readonly bytes: Uint8Array }>,
): Promise<void> {
  let cleared = "";
  for (const { path, bytes } of files) {
    const target = join(folder, path);
    const epochFolder = join(folder, ...path.split("/").slice(0, 2));
    if (epochFolder !== cleared) await rm(epochFolder, { recursive: true, force: true });
    cleared = epochFolder;
    await mkdir(dirname(target), { recursive: true });
    await writeFile(`${target}.part`, bytes, { flush: true });
    await rename(`${target}.part`, target);
  }
}

/**
 * Reads from `folder` the bundle of an epoch. Nothing is trusted: the caller checks it against the chain.
 *
 * @throws {RetryableError} `STORAGE_BUNDLE_MISSING` when it is not there, or not complete.
 */
export async function readBundle(folder: string, epoch: number): Promise<StoredBundle> {
  const path = join(folder, "epochs", String(epoch));
  try {
    const names = (await readdir(join(path, "scores"))).sort();
    return {
      manifest: await readFile(join(path, "manifest.json")),
      leavesFile: await readFile(join(path, "leaves.bin")),
      scoreFiles: await Promise.all(names.map((name) => readFile(join(path, "scores", name)))),
    };
  } catch (cause) {
    throw new RetryableError("STORAGE_BUNDLE_MISSING", `The bundle of epoch ${epoch} is not in this folder.`, {
      cause,
      context: { epoch },
      hint: "Fetch it from one of the addresses in the epoch's RootSubmitted events.",
    });
  }
}
