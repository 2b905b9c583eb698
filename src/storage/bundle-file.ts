import { InvalidInputError } from "../primitives/errors.ts";

/** Begins with a digit or a letter: neither `..` nor the temporary name of a file that is being written. */
const NAME = /^[0-9a-zA-Z][0-9a-zA-Z._-]*$/;

/**
 * Takes apart the path of a file or folder of a bundle: relative, with slashes, of plain names, so that it means the
 * same on every disk and in an address, and cannot lead out of the folder that it is put to.
 *
 * @throws {InvalidInputError} `STORAGE_INVALID_PATH`.
 */
export function pathParts(path: string): readonly string[] {
  const parts = path.split("/");
  if (parts.every((part) => NAME.test(part))) return parts;
  throw new InvalidInputError("STORAGE_INVALID_PATH", "Expected a relative path of plain names, joined by slashes.", {
    context: { path },
  });
}

/** The error for a file that is not where a bundle should have it. */
export function bundleFileMissing(path: string, cause?: unknown): InvalidInputError {
  return new InvalidInputError("STORAGE_BUNDLE_FILE_MISSING", `There is no ${path} at this place.`, {
    cause,
    context: { path },
    hint: "Look at another of the places in the epoch's RootSubmitted events; each must hold epochs/<epoch>/….",
  });
}

/** The error for a file that is longer than what its reader can use. */
export function bundleFileTooLarge(path: string, maxBytes: number): InvalidInputError {
  return new InvalidInputError("STORAGE_TOO_LARGE", `Expected at most ${maxBytes} bytes in ${path}.`, {
    context: { path, maxBytes },
    hint: "This is not the file that validators agreed on: look at another place.",
  });
}
