import { describeError, type ExitCode } from "../src/primitives/describe-error.ts";
import { explainFailure } from "./explain-failure.ts";

/** Mistakes in how a command was called, and a person who said no: they end with 2 like any wrong usage. */
const usageErrors = [
  "DEPLOY_USAGE",
  "DEPLOY_UNKNOWN_NETWORK",
  "DEPLOY_NOT_CONFIRMED",
  "DEPLOY_INTERRUPTED",
  "SCRIPT_USAGE",
];

/** What a command that talks to a chain prints and returns when it ends with `error`. */
export function describeFailure(error: unknown): {
  readonly code: string;
  readonly text: string;
  readonly exitCode: ExitCode;
} {
  const known = explainFailure(error);
  const { code } = known;
  const { text, exitCode } = describeError(known);
  return { code, text, exitCode: usageErrors.includes(code) ? 2 : exitCode };
}
