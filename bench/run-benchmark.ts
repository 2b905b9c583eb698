/** A benchmark as a command. */
export type Benchmark<Report> = {
  readonly usage: string;
  /** Options of its own, beside those that all have. */
  readonly options?: readonly string[];
  readonly measure: (options: readonly string[]) => Report | Promise<Report>;
  /** Whether every bar is reached. */
  readonly holds: (report: Report) => boolean;
  readonly formatForTerminal: (report: Report) => string;
  /** Puts the report into the documents, when asked to by `--write`. */
  readonly write?: (report: Report) => Promise<void>;
};

/** Measures and prints, as the options of the command line say. The exit code is 1 when a bar is missed, 2 on a wrong option. */
export async function runBenchmark<Report>(benchmark: Benchmark<Report>): Promise<void> {
  const { usage, measure, holds, formatForTerminal, write } = benchmark;
  const options = process.argv.slice(2);
  const known = ["--json", ...(write === undefined ? [] : ["--write"]), ...(benchmark.options ?? [])];
  const unknown = options.find((option) => !known.includes(option));
  if (unknown === undefined) {
    const report = await measure(options);
    process.stdout.write(
      options.includes("--json") ? `${JSON.stringify(report, null, 2)}\n` : formatForTerminal(report),
    );
    if (options.includes("--write")) await write?.(report);
    process.exitCode = holds(report) ? 0 : 1;
  } else {
    process.stderr.write(unknown === "--help" ? usage : `Unknown option ${unknown}.\n\n${usage}`);
    process.exitCode = unknown === "--help" ? 0 : 2;
  }
}
