import { openAsBlob } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { InvalidInputError } from "../primitives/errors.ts";

/**
 * Opens a file that a person named, without reading it into memory.
 *
 * @throws {InvalidInputError} `STORAGE_FILE_NOT_FOUND`, `STORAGE_NOT_A_FILE` (a folder, a device),
 * `STORAGE_FILE_NOT_READABLE` (permission). The message names the file, never its folder.
 */
export async function openLocalFile(path: string): Promise<Blob> {
  const name = basename(path);
  try {
    if (!(await stat(path)).isFile()) {
      throw new InvalidInputError("STORAGE_NOT_A_FILE", `Expected a file, but ${name} is none.`, {
        hint: "Give the zip that ChatGPT sent you, or its conversations.json.",
      });
    }
    const blob = await openAsBlob(path);
    await blob.slice(0, 1).arrayBuffer();
    return blob;
  } catch (cause) {
    if (cause instanceof InvalidInputError) throw cause;
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") {
      throw new InvalidInputError("STORAGE_FILE_NOT_FOUND", `There is no file ${name}.`, {
        cause,
        hint: "Check the path; a path with spaces needs quotes.",
      });
    }
    throw new InvalidInputError("STORAGE_FILE_NOT_READABLE", `The file ${name} cannot be read.`, {
      cause,
      hint: "Check its permissions, or copy it to a folder of yours.",
    });
  }
}
