import { expect } from "chai";
import { branchesOf, miscountedFiles, reportBranches, type Branch } from "../../../../scripts/checks/forge/branches.ts";
import { rejectedCode } from "../../../helpers/rejected-code.ts";

const FILE = "contracts/A.sol";
const SOURCE = [
  "if (a) revert A();",
  "if (b) x = 1;",
  "else if (c) x = 2;",
  "else revert B();",
  "try t.f() {} catch {",
  "emit E();",
  "if (d) return;",
  "emit E();",
].join("\n");

function record(...lines: string[]): string {
  return [`SF:${FILE}`, ...lines, "end_of_record", ""].join("\n");
}

function hitsOf(lcov: string): [line: number, side: string, hits: number][] {
  return branchesOf(lcov, () => SOURCE).map(({ line, side, hits }) => [line, side, hits]);
}

describe("branchesOf", () => {
  it("counts the missing else of an if", () => {
    expect(hitsOf(record("DA:1,7", "BRDA:1,0,0,7"))).to.deep.equal([
      [1, "taken", 7],
      [1, "not taken", 0],
    ]);
  });

  it("counts an else if by what reached it, not by its last else", () => {
    const lcov = record("DA:2,10", "BRDA:2,0,0,4", "BRDA:2,0,1,0", "DA:3,6", "BRDA:3,1,0,6", "BRDA:3,1,1,0");
    expect(hitsOf(lcov)).to.deep.equal([
      [2, "taken", 4],
      [2, "not taken", 6],
      [3, "taken", 6],
      [3, "not taken", 0],
    ]);
  });

  it("counts the success of a try whose block is empty", () => {
    expect(hitsOf(record("DA:5,5", "BRDA:5,0,0,-", "BRDA:5,0,1,2"))).to.deep.equal([
      [5, "taken", 3],
      [5, "not taken", 2],
    ]);
  });

  it("counts an if with a bare return by what went on", () => {
    const lcov = record("DA:7,9", "BRDA:7,0,0,9", "DA:8,2");
    expect(hitsOf(lcov).map(([, , hits]) => hits)).to.deep.equal([7, 2]);
  });

  it("counts both sides of an if of assembly", () => {
    const branches = branchesOf(record("DA:1,9", "BRDA:1,0,0,2"), () => "if iszero(lt(at, end)) {");
    expect(branches.map(({ hits }) => hits)).to.deep.equal([2, 7]);
  });

  it("counts a branch that was never reached as missed on both sides", () => {
    expect(hitsOf(record("DA:1,0", "BRDA:1,0,0,-")).map(([, , hits]) => hits)).to.deep.equal([0, 0]);
  });

  it("leaves out mocks, tests and libraries of others", () => {
    for (const file of [
      "contracts/mocks/A.sol",
      "test/contracts/A.t.sol",
      "node_modules/@openzeppelin/contracts/A.sol",
    ]) {
      expect(branchesOf(record("DA:1,7", "BRDA:1,0,0,7").replace(FILE, file), () => SOURCE)).to.deep.equal([]);
    }
  });

  it("refuses a decision that it cannot count", async () => {
    const lcov = record("DA:6,5", "BRDA:6,0,0,1");
    expect(await rejectedCode(() => branchesOf(lcov, () => SOURCE))).to.equal("COVERAGE_UNKNOWN_BRANCH");
  });
});

describe("reportBranches", () => {
  const branch = (code: string, hits: number): Branch => ({ file: FILE, line: 1, side: "taken", code, hits });

  it("sums up and lists what no test runs", () => {
    const missed = branch("if (b)", 0);
    expect(reportBranches([branch("if (a)", 3), missed], [])).to.deep.equal({
      total: 2,
      covered: 1,
      missed: [missed],
      staleWaivers: [],
    });
  });

  it("takes a waived branch out of the sum", () => {
    const waiver = { file: FILE, side: "taken", code: "if (b)", reason: "r" } as const;
    expect(reportBranches([branch("if (a)", 3), branch("if (b)", 0)], [waiver])).to.include({ total: 1, covered: 1 });
  });

  it("reports a waiver of a branch that is run or gone", () => {
    const waivers = ["if (a)", "if (z)"].map((code) => ({ file: FILE, side: "taken" as const, code, reason: "r" }));
    expect(reportBranches([branch("if (a)", 3)], waivers).staleWaivers).to.deep.equal(waivers);
  });
});

describe("miscountedFiles", () => {
  const branches = branchesOf(record("DA:1,7", "BRDA:1,0,0,7"), () => SOURCE);

  it("accepts a report of every decision", () => {
    expect(miscountedFiles(branches, { [FILE]: "  if (a) revert A();\n  x = 1;" })).to.deep.equal([]);
  });

  it("counts an if of assembly as a decision", () => {
    expect(miscountedFiles(branches, { [FILE]: "  if iszero(a) {\n    break" })).to.deep.equal([]);
  });

  it("names a file that the report leaves out, or knows in part", () => {
    const sources = { [FILE]: "  if (a) revert A();\n  if (b) return;", "contracts/B.sol": "  try t.f() {} catch {}" };
    expect(miscountedFiles(branches, sources)).to.deep.equal([
      "contracts/A.sol: 1 decisions reported, 2 in the source",
      "contracts/B.sol: 0 decisions reported, 1 in the source",
    ]);
  });
});
