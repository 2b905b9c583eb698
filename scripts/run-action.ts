import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { describeFailure } from "../deploy/describe-failure.ts";
import { outliveReader } from "../deploy/outlive-reader.ts";

/** What an action found: lines for a person, a document for a machine, and how it ended if not well. */
export type Outcome = {
  readonly lines: readonly string[];
  readonly document: unknown;
  /** Whether all checks held; true when not given. */
  readonly ok?: boolean;
  /** Whether something is left to be done by calling it again. */
  readonly isPending?: boolean;
};

/** The arguments that every task has. */
export type CommonArguments = { readonly json: boolean };

/**
 * Wraps an action as Hardhat calls it: data to stdout, as lines or with `--json` as one document; a failure as one line
 * with a hint to stderr; the exit code of {@link describeFailure}.
 */
export function runAction<Arguments extends CommonArguments>(
  run: (taskArguments: Arguments, hre: HardhatRuntimeEnvironment) => Promise<Outcome>,
) {
  return async (taskArguments: Arguments, hre: HardhatRuntimeEnvironment): Promise<void> => {
    outliveReader();
    try {
      const { lines, document, ok = true, isPending = false } = await run(taskArguments, hre);
      const text = taskArguments.json ? JSON.stringify(document, toJson, 2) : lines.join("\n");
      process.stdout.write(`${text}\n`);
      if (!ok) process.exitCode = 1;
      else if (isPending) process.exitCode = 3;
    } catch (error) {
      const { text, exitCode } = describeFailure(error);
      process.stderr.write(`${text}\n`);
      process.exitCode = exitCode;
    }
  };
}

function toJson(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
