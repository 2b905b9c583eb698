/** What a finished test run left behind. */
export type TestRun = { readonly exitCode: number; readonly output: string };

/** `caught`: a test failed. `survived`: the tests ran and passed. `broken`: the run proves nothing. */
export type Verdict = { readonly outcome: "caught" | "survived" | "broken"; readonly reason: string };

/**
 * Judges a run of mocha on patched code. Only a test that ran and failed catches a bug: code that does not load, a
 * selection without a test and a timeout, which a busy machine causes too, do not.
 */
export function judge({ exitCode, output }: TestRun): Verdict {
  const passing = count(output, /^\s*(\d+) passing\b/gm);
  const failing = count(output, /^\s*(\d+) failing\b/gm);
  if (passing + failing === 0) return { outcome: "broken", reason: `no test ran: ${lastLine(output)}` };
  if (/\bTimeout of \d+ms exceeded/.test(output)) return { outcome: "broken", reason: "a test ran out of time" };
  if (failing > 0) return { outcome: "caught", reason: `${failing} of ${passing + failing} tests failed` };
  if (exitCode !== 0) return { outcome: "broken", reason: `the run ended with ${exitCode}: ${lastLine(output)}` };
  return { outcome: "survived", reason: `all ${passing} tests passed` };
}

/** The wanted titles that no passed test of a mocha run carries; a wanted title may be a part of the real one. */
export function notPassed(output: string, titles: readonly string[]): readonly string[] {
  const passed = output.split("\n").filter((line) => /^\s*[✔✓] /.test(line));
  return titles.filter((title) => !passed.some((line) => line.includes(title)));
}

function count(output: string, pattern: RegExp): number {
  return [...output.matchAll(pattern)].reduce((sum, match) => sum + Number(match[1]), 0);
}

function lastLine(output: string): string {
  return output.trim().split("\n").at(-1)?.trim() ?? "";
}
