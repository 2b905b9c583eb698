import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { config } from "hardhat";
import type { DeploymentSource } from "../src/chain/deployment-record.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The commit that is checked out and whether any file differs from it; null without git or outside of a checkout. */
export function sourceOfTree(folder = root): DeploymentSource | null {
  const git = (...args: string[]) =>
    execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  try {
    return { commit: git("rev-parse", "HEAD"), dirty: git("status", "--porcelain") !== "" };
  } catch {
    return null;
  }
}

type Compiler = { readonly version: string; readonly settings?: unknown };

/** The compiler that made the deployed code, in words: the common settings, then each source that has its own. */
export function compilerInWords(): string {
  const { compilers, overrides } = config.solidity.profiles.production ?? { compilers: [], overrides: {} };
  const own = Object.entries(overrides).map(([source, compiler]) => `${source} ${inWords(compiler)}`);
  const common: Compiler = compilers[0] ?? { version: "unknown" };
  return [`solc ${common.version}`, inWords(common), ...own].join("; ");
}

function inWords({ settings }: Compiler): string {
  const { optimizer, evmVersion } = (settings ?? {}) as {
    optimizer?: { enabled: boolean; runs: number };
    evmVersion?: string;
  };
  const runs = optimizer?.enabled === true ? `optimizer ${optimizer.runs} runs` : "no optimizer";
  return `${runs}, ${evmVersion ?? "default EVM"}`;
}
