import { InvalidInputError } from "../src/primitives/errors.ts";

const reasons: Readonly<Record<string, string>> = {
  EACCES: "this user may not",
  EPERM: "this user may not",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  ENOENT: "it is not there",
  EEXIST: "something else is there",
  ENOTDIR: "a file is where a folder is expected",
  EISDIR: "a folder is where a file is expected",
  EMFILE: "too many files are open",
  EIO: "the disk fails",
};

/** What the disk refused, with the path as far as the system names it; undefined when it was not the disk. */
export function explainDisk(cause: unknown, path?: string): InvalidInputError | undefined {
  if (!(cause instanceof Error) || !("syscall" in cause) || !("code" in cause)) return undefined;
  const reason = reasons[String(cause.code)];
  if (reason === undefined) return undefined;
  const what = "path" in cause ? String(cause.path) : (path ?? "a file");
  return new InvalidInputError("DEPLOY_DISK", `Cannot ${String(cause.syscall)} ${what}: ${reason}.`, {
    cause,
    hint: "Put the disk or the folder's rights in order, then run the command again; what was sent is not sent twice.",
  });
}
