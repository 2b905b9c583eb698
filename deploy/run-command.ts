import { describeFailure } from "./describe-failure.ts";
import { parseCommand, type CommandOptions } from "./command-options.ts";
import { outliveReader } from "./outlive-reader.ts";

/** What a command prints: lines for a person while it goes on, or one document for a machine at its end. */
export type Printer = {
  readonly line: (text: string) => void;
  readonly document: (value: unknown) => void;
};

/**
 * Runs a deploy command to its exit code: 0 done, 1 a check failed or the input cannot be used, 2 wrong usage, 3 try
 * again later. A failure is one line and a hint on stderr, in words and without a stack.
 */
export async function runCommand(
  usage: string,
  run: (options: CommandOptions, printer: Printer) => Promise<boolean>,
): Promise<number> {
  outliveReader();
  try {
    const options = parseCommand(process.argv.slice(2), usage);
    if (options === "help") {
      process.stdout.write(usage);
      return 0;
    }
    const printer: Printer = {
      line: (text) => {
        if (!options.json) process.stdout.write(`${text}\n`);
      },
      document: (value) => {
        if (options.json) process.stdout.write(`${JSON.stringify(value, toJson, 2)}\n`);
      },
    };
    return (await run(options, printer)) ? 0 : 1;
  } catch (error) {
    const { text, exitCode } = describeFailure(error);
    process.stderr.write(`${text}\n`);
    return exitCode;
  }
}

function toJson(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
