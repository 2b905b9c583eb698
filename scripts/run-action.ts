import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { describeFailure } from "../deploy/describe-failure.ts";
import { outliveReader } from "../deploy/outlive-reader.ts";
import type { ExitCode } from "../src/primitives/describe-error.ts";

/** What an action found: lines for a person, a document for a machine, and how it ended if not well. */
export type Outcome = {
  readonly lines: readonly string[];
  readonly document: unknown;
  /** Whether all checks held; true when not given. */
  readonly ok?: boolean;
  /** Whether something is left to be done by calling it again. */
  readonly isPending?: boolean;
  /** Whether everything was printed while it went on; then nothing is printed at its end. */
  readonly isPrinted?: boolean;
  /** How it ended, where this says more than the two before it. */
  readonly exitCode?: ExitCode;
};

/** The arguments that every task has. */
export type CommonArguments = { readonly json: boolean };

/**
 * Wraps an action as Hardhat calls it: data to stdout, as lines or with `--json` as one document; a failure as one line
 * with a hint to stderr; the exit code of {@link describeFailure}, unless `exitCodeOf` has another one for its code.
 */
export function runAction<Arguments extends CommonArguments>(
  run: (taskArguments: Arguments, hre: HardhatRuntimeEnvironment) => Promise<Outcome>,
  exitCodeOf: (code: string) => ExitCode | undefined = () => undefined,
) {
  return async (taskArguments: Arguments, hre: HardhatRuntimeEnvironment): Promise<void> => {
    outliveReader();
    try {
      const outcome = await run(taskArguments, hre);
      const { lines, document, ok = true, isPending = false, isPrinted = false, exitCode } = outcome;
      const text = taskArguments.json ? JSON.stringify(document, toJson, 2) : lines.join("\n");
      if (!isPrinted) process.stdout.write(`${text}\n`);
      process.exitCode = exitCode ?? (ok ? (isPending ? 3 : 0) : 1);
    } catch (error) {
      const { code, text, exitCode } = describeFailure(error);
      process.stderr.write(`${text}\n`);
      process.exitCode = exitCodeOf(code) ?? exitCode;
    }
  };
}

/** Whole numbers that JSON has no place for are written as strings. */
export function toJson(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
