import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { root, runCommand } from "../run-command.ts";

/** Decides a query in SMT-LIB: `sat`, `unsat` or `unknown`, with a model or an invariant after it. */
export type Solve = (query: string) => string;

const SECONDS_PER_QUERY = 60;

/**
 * The solver z3: the installed one, or else Debian's package unpacked into `.tools`, which needs no rights. `null` where
 * neither is to be had.
 */
export async function z3(): Promise<Solve | null> {
  const folder = `${root}.tools/z3`;
  const unpacked = `${folder}/usr/bin/z3`;
  if (runs("z3")) return solveWith("z3");
  if (!existsSync(unpacked)) {
    mkdirSync(folder, { recursive: true });
    const download = `cd "${folder}" && apt-get download -q z3 && dpkg -x z3_*.deb .`;
    await runCommand("sh", ["-c", `${download} || { apt-get update -q && ${download}; }`]);
  }
  return runs(unpacked) ? solveWith(unpacked) : null;
}

function runs(program: string): boolean {
  return spawnSync(program, ["--version"]).status === 0;
}

function solveWith(program: string): Solve {
  return (input) =>
    spawnSync(program, ["-in", "-smt2", `-T:${SECONDS_PER_QUERY}`], { encoding: "utf8", input, maxBuffer: 2 ** 30 })
      .stdout;
}
