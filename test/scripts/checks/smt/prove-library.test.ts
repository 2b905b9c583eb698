import { expect } from "chai";
import { proveLibrary } from "../../../../scripts/checks/smt/prove-library.ts";
import { z3, type Solve } from "../../../../scripts/checks/smt/z3.ts";
import type { Sources } from "../../../../scripts/checks/solidity/compiler.ts";
import { sourcesOf } from "../../../../scripts/checks/solidity/sources.ts";
import { rejectedCode } from "../../../helpers/rejected-code.ts";

const HEAD = "// SPDX-License-Identifier: MIT\npragma solidity ^0.8.28;\n";

function proofOf(body: string): Sources {
  return { "test/smt/SmallProof.sol": `${HEAD}contract SmallProof {\n${body}\n}\n` };
}

function withBug(library: string, right: string, wrong: string): [path: string, sources: Sources] {
  const path = `test/smt/${library}Proof.sol`;
  const sources = sourcesOf([path]);
  const file = `contracts/libraries/${library}.sol`;
  const content = sources[file] ?? "";
  expect(content.split(right), `${right} is once in ${file}`).to.have.length(2);
  return [path, { ...sources, [file]: content.replace(right, wrong) }];
}

describe("proveLibrary", function () {
  this.timeout(120_000);

  it("counts nothing as proved when the solver is undecided", () => {
    const sources = proofOf("function f(uint8 a) external pure {\nassert(a < 256);\n}");
    expect(proveLibrary("test/smt/SmallProof.sol", sources, () => "unknown\n")).to.deep.equal({
      proved: 0,
      unproved: ["assert(a < 256);"],
      meaningful: 0,
      queries: 1,
    });
  });

  it("refuses a proof that asks the solver nothing", async () => {
    const sources = proofOf("function f(uint8 a) external pure {\nrequire(a > 1);\n}");
    const code = await rejectedCode(() => proveLibrary("test/smt/SmallProof.sol", sources, () => "unknown\n"));
    expect(code).to.equal("PROOF_ASKED_NOTHING");
  });

  it("refuses a proof that does not compile", async () => {
    const code = await rejectedCode(() => proveLibrary("test/smt/SmallProof.sol", proofOf("nonsense"), () => "sat\n"));
    expect(code).to.equal("PROOF_DOES_NOT_COMPILE");
  });

  describe("with z3", () => {
    let solve: Solve;

    before(async function () {
      const found = await z3();
      if (found === null) this.skip();
      solve = found;
    });

    it("sees that contradictory assumptions prove nothing", () => {
      const sources = proofOf("function f(uint8 a) external pure {\nrequire(a > 5 && a < 5);\nassert(a == 7);\n}");
      expect(proveLibrary("test/smt/SmallProof.sol", sources, solve)).to.include({ proved: 1, meaningful: 0 });
    });

    for (const [library, right, wrong, lost] of [
      ["Quorum", "(2 * active) / 3 + 1", "(2 * active) / 3", "assert(3 * quorum > 2 * uint256(active));"],
      ["Quorum", "3 * vetoes > active", "3 * vetoes >= active", "assert(!Quorum.isVeto(vetoes, active));"],
      ["Emission", "amount - fromRevenue", "amount", "assert(fromRevenue + fromReserve == amount);"],
      ["EpochClock", "/ length + 1", "/ length", "assert(time < EpochClock.endOf(epoch, genesis, length));"],
      ["QuorumMath", "wanted < cap ? wanted : cap", "wanted", "assert(quorum <= ceiling);"],
    ] as const) {
      it(`loses a proof when ${library} says ${wrong} for ${right}`, () => {
        const [path, sources] = withBug(library, right, wrong);
        expect(proveLibrary(path, sources, solve).unproved).to.include(lost);
      });
    }
  });
});
