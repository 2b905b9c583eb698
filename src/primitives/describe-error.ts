import { CollectiveError, RetryableError } from "./errors.ts";

/**
 * How a command ends: 0 done, 1 a check failed or the input cannot be used, 2 wrong usage, 3 try again later, 4 a node
 * halted and must not be started again before somebody has looked.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4;

/** What a command prints and returns when it ends with `error`: one line, then a hint when there is one; no stack. */
export function describeError(error: unknown): { readonly text: string; readonly exitCode: ExitCode } {
  if (error instanceof CollectiveError) {
    const hint = error.hint === undefined ? "" : `\n  ${error.hint}`;
    return { text: `${error.code}: ${error.message}${hint}`, exitCode: error instanceof RetryableError ? 3 : 1 };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { text: `UNEXPECTED: ${message}`, exitCode: 1 };
}
