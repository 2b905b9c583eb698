import { fileURLToPath } from "node:url";
import { runProgram, type ProgramResult } from "./run-program.ts";

/** The command that starts `hardhat` quickly, before its arguments. */
export const hardhatProgram = [
  process.execPath,
  fileURLToPath(new URL("hardhat-program.ts", import.meta.url)),
] as const;

/** Runs a command of `npx hardhat` to its end. */
export function runHardhat(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ProgramResult> {
  const [node, program] = hardhatProgram;
  return runProgram(node, [program, ...args], env);
}
