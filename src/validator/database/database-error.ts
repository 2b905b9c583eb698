import { CollectiveError, InvalidInputError, RetryableError } from "../../primitives/errors.ts";

type Kind = typeof InvalidInputError | typeof RetryableError;
type Failure = readonly [kind: Kind, code: string, message: string, hint: string];

const UNREACHABLE: Failure = [
  RetryableError,
  "VALIDATOR_DATABASE_UNREACHABLE",
  "Expected an answer of the database.",
  "Check that it runs, its address and the network; nothing is signed until it answers.",
];
const REFUSED: Failure = [
  InvalidInputError,
  "VALIDATOR_DATABASE_REFUSED",
  "The database does not let this user in, or not do what is needed.",
  "Check user, password and database name, and that the user may create schemas.",
];
const FULL: Failure = [
  RetryableError,
  "VALIDATOR_DATABASE_FULL",
  "Expected room on the database's disk.",
  "Make room, then start again: nothing that was confirmed is lost.",
];
const CORRUPT: Failure = [
  InvalidInputError,
  "VALIDATOR_DATABASE_CORRUPT",
  "The database is damaged.",
  "Do not start without it: restore it, or begin a new history, which waits before it signs (docs/validator-database.md).",
];
const BUSY: Failure = [
  RetryableError,
  "VALIDATOR_DATABASE_BUSY",
  "Another transaction was in the way.",
  "Do it again: nothing was left half done.",
];
const READ_ONLY: Failure = [
  InvalidInputError,
  "VALIDATOR_DATABASE_READ_ONLY",
  "Expected a database that may be written.",
  "Give this user the right to write there, or connect to the primary server.",
];
const FAILED: Failure = [
  RetryableError,
  "VALIDATOR_DATABASE_FAILED",
  "The database failed.",
  "Look at its log and its disk, then start again.",
];

/** By SQLSTATE, or its class, and by the system's name of a failure. */
const FAILURES: readonly (readonly [pattern: RegExp, failure: Failure])[] = [
  [/^(?:53100|ENOSPC|EDQUOT|EFBIG)$/, FULL],
  [/^(?:XX00[12])$/, CORRUPT],
  [/^(?:28...|3D000|42501)$/, REFUSED],
  [/^(?:25006|EROFS|EACCES|EPERM)$/, READ_ONLY],
  [/^(?:40001|40P01|55P03)$/, BUSY],
  [/^(?:08...|57P0.|53300)$/, UNREACHABLE],
  [/^E(?:CONN\w+|NOTFOUND|AI_AGAIN|TIMEDOUT|PIPE|HOSTUNREACH|NETUNREACH)$/, UNREACHABLE],
];

/**
 * The error to show for what a database or its driver threw. It keeps the code of that and nothing else: neither its words,
 * which can hold rows and addresses with passwords, nor the error itself as a cause.
 */
export function databaseError(error: unknown): CollectiveError {
  if (error instanceof CollectiveError) return error;
  const reason = reasonOf(error);
  const failure = FAILURES.find(([pattern]) => pattern.test(reason))?.[1] ?? FAILED;
  return failureOf(failure, reason);
}

/** That the database in a folder is damaged, and how that was seen. */
export function corruptDatabase(sign: string): CollectiveError {
  return failureOf(CORRUPT, sign);
}

function failureOf([Kind, code, message, hint]: Failure, reason: string): CollectiveError {
  return new Kind(code, message, { context: { reason }, hint });
}

/** A SQLSTATE or the system's name of the failure. The driver gives connections that broke off no code. */
function reasonOf(error: unknown): string {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  if (typeof code === "string" && /^[A-Z0-9_]{1,40}$/.test(code)) return code;
  return typeof message === "string" && /connection|timeout/i.test(message) ? "ECONNRESET" : "UNKNOWN";
}
