import { expect } from "chai";
import { applyMutant, mutantsOf, type Mutant } from "../../../../scripts/checks/mutation/mutants.ts";
import type { Subject } from "../../../../scripts/checks/mutation/subject.ts";
import { compileSubject, isSameCode, judgeRun, type Code } from "../../../../scripts/checks/mutation/trial.ts";
import type { Workspace } from "../../../../scripts/checks/mutation/workspace.ts";
import { compile, type CompilerOutput, type Sources } from "../../../../scripts/checks/solidity/compiler.ts";
import { rejectedCode } from "../../../helpers/rejected-code.ts";

const FILE = "contracts/A.sol";
const SOURCE = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;
contract A {
  uint256 private constant UNUSED = 7;
  function f(uint256 a) external pure returns (uint256 r) {
    r = a < 1 ? a : 1;
    uint256[2] memory list;
    r += list[1];
  }
}`;
const settings = { optimizer: { enabled: true, runs: 200 }, metadata: { bytecodeHash: "none" } };
const subject: Subject = {
  name: "A",
  file: FILE,
  affected: [{ file: FILE, name: "A", artifact: "", settings, sources: { [FILE]: SOURCE } }],
  solidityTests: [],
  soliditySources: [],
  typescriptTests: [],
};
const workspace: Workspace = {
  folder: "",
  compilerPid: 0,
  compile: (input) => {
    const { sources, settings: wanted } = input as { sources: Record<string, { content: string }>; settings: object };
    const contents: Sources = Object.fromEntries(Object.entries(sources).map(([path, { content }]) => [path, content]));
    return Promise.resolve<CompilerOutput>(compile(contents, wanted as Record<string, unknown>));
  },
  run: () => Promise.reject(new Error("runs nothing")),
  close: () => undefined,
};

function mutant(original: string, replacement: string): Mutant {
  const ast = compile({ [FILE]: SOURCE }, { outputSelection: { "*": { "": ["ast"] } } }).sources?.[FILE]?.ast;
  const found = mutantsOf(FILE, SOURCE, ast).find(
    (one) => one.original === original && one.replacement === replacement,
  );
  if (found === undefined) throw new Error(`no mutant ${original} → ${replacement}`);
  return found;
}

function codeOf(source: string): Promise<Code | null> {
  return compileSubject(subject, source, workspace);
}

describe("compileSubject", function () {
  this.timeout(20_000);

  it("gives no code for a stillborn mutant", async () => {
    expect(await codeOf(applyMutant(SOURCE, mutant("2", "(2 - 1)")))).to.equal(null);
  });

  it("gives the same code for an equivalent mutant", async () => {
    const mutated = applyMutant(SOURCE, mutant("7", "(7 + 1)"));
    expect(mutated).not.to.equal(SOURCE);
    expect(isSameCode((await codeOf(SOURCE))!, (await codeOf(mutated))!)).to.equal(true);
  });

  it("gives other code for a mutant that does something else", async () => {
    const mutated = await codeOf(applyMutant(SOURCE, mutant("a < 1", "a >= 1")));
    expect(isSameCode((await codeOf(SOURCE))!, mutated!)).to.equal(false);
  });
});

describe("isSameCode", () => {
  it("does not take nothing for the same", () => {
    expect(isSameCode({}, {})).to.equal(false);
  });
});

describe("judgeRun", () => {
  const judge = (exitCode: number, output: string, timedOut = false): boolean =>
    judgeRun("forge", { exitCode, output, timedOut }, /\d+ passed/, /FAIL/);

  it("is green with passed tests, red with a failed one or when the tests never end", () => {
    expect([judge(0, "3 passed"), judge(1, "FAIL"), judge(137, "", true)]).to.deep.equal([true, false, false]);
  });

  it("refuses to judge by a run that broke, found nothing, or hides a failure", async () => {
    for (const [exitCode, output] of [
      [1, "out of memory"],
      [0, "no tests"],
      [0, "FAIL"],
    ] as const) {
      expect(await rejectedCode(() => judge(exitCode, output))).to.equal("MUTATION_STAGE_BROKEN");
    }
  });
});
