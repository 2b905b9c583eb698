import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root, runCommand, type CommandResult } from "../checks/run-command.ts";
import { judge, notPassed, type Verdict } from "./judge.ts";
import { grepOf, type PlantedBug } from "./planted-bug.ts";

/** A copy of the repository outside of it, compiled, that can be broken and mended again. */
export type Workspace = {
  /** The reason why the named tests do not all pass on the code as it is, or nothing when they do. */
  readonly reasonOfRedBaseline: (bugs: readonly PlantedBug[]) => Promise<string | undefined>;
  /** Plants one bug, runs the test that must notice it, and takes the bug out again. */
  readonly tryOut: (bug: PlantedBug) => Promise<Verdict>;
};

/** What compiling leaves behind; kept aside, so that mending does not compile again. */
const compiled = ["artifacts", "cache"];

/**
 * Copies every file that git tracks or would track, and compiles the copy. It disappears when the process ends.
 *
 * @throws {Error} when git or the compiler fails, with what they said.
 */
export async function createWorkspace(): Promise<Workspace> {
  const folder = mkdtempSync(join(tmpdir(), "planted-"));
  process.on("exit", () => {
    rmSync(folder, { recursive: true, force: true });
  });
  const cwd = join(folder, "repository");
  const pristine = join(folder, "compiled");
  const listed = await runCommand("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
  if (listed.exitCode !== 0) throw new Error(listed.output);
  for (const path of listed.stdout.split("\0").filter((name) => name !== "" && existsSync(root + name))) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    cpSync(root + path, join(cwd, path));
  }
  symlinkSync(join(root, "node_modules"), join(cwd, "node_modules"), "junction");

  const { exitCode, output } = await compile(cwd);
  if (exitCode !== 0) throw new Error(`Expected the contracts to compile.\n${output}`);
  for (const name of compiled) cpSync(join(cwd, name), join(pristine, name), { recursive: true });

  return {
    reasonOfRedBaseline: (bugs) => reasonOfRedBaseline(cwd, bugs),
    tryOut: async (bug) => {
      const planted = await apply(cwd, bug);
      if (planted.exitCode !== 0) {
        return { outcome: "broken", reason: `the patch no longer applies to ${bug.target}: ${firstLine(planted)}` };
      }
      const verdict = await tryPlanted(cwd, bug);
      const mended = await apply(cwd, bug, "--reverse");
      if (mended.exitCode !== 0) throw new Error(mended.output);
      for (const name of bug.target.endsWith(".sol") ? compiled : []) {
        rmSync(join(cwd, name), { recursive: true });
        cpSync(join(pristine, name), join(cwd, name), { recursive: true });
      }
      return verdict;
    },
  };
}

async function tryPlanted(cwd: string, { target, suite, titles }: PlantedBug): Promise<Verdict> {
  if (target.endsWith(".sol")) {
    const build = await compile(cwd);
    if (build.exitCode !== 0) return { outcome: "broken", reason: `does not compile: ${firstLine(build)}` };
  }
  return judge(await test(cwd, grepOf(titles), [suite]));
}

async function reasonOfRedBaseline(cwd: string, bugs: readonly PlantedBug[]): Promise<string | undefined> {
  const patterns = [...new Set(bugs.map(({ titles }) => `(?:${grepOf(titles)})`))];
  const { exitCode, output } = await test(cwd, patterns.join("|"), [...new Set(bugs.map(({ suite }) => suite))]);
  const missing = notPassed(
    output,
    bugs.map(({ titles }) => titles.at(-1) ?? ""),
  );
  if (missing.length > 0) return `these tests do not pass: ${missing.join("; ")}`;
  return exitCode === 0 ? undefined : firstLine({ output });
}

function apply(cwd: string, { patch }: PlantedBug, ...options: readonly string[]): Promise<CommandResult> {
  return runCommand("git", ["apply", ...options, join(root, patch)], { cwd });
}

function compile(cwd: string): Promise<CommandResult> {
  return runCommand("hardhat", ["build", "--quiet", "--no-tests"], { cwd });
}

function test(cwd: string, grep: string, suites: readonly string[]): Promise<CommandResult> {
  return runCommand("hardhat", ["test", "mocha", "--no-compile", "--grep", grep, ...suites], {
    cwd,
    // The judge reads plain text.
    env: { FORCE_COLOR: "0" },
  });
}

function firstLine({ output }: Pick<CommandResult, "output">): string {
  return output.trim().split("\n")[0]?.trim() ?? "";
}
