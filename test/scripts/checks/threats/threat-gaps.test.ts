import { expect } from "chai";
import {
  FAULTS,
  testedThreats,
  threatGaps,
  threatRows,
  THREATS,
} from "../../../../scripts/checks/threats/threat-gaps.ts";

const REASON = "Not applicable: nothing of the kind exists in this system.";
/** Kept apart from the number, so that no title here is taken for a test of a threat. */
const T = "T";
const F = "F";
const FILE = "test/contracts/A.test.ts";

/** A complete table, with other evidence for some ids. */
function table(changes: Record<string, string> = {}): string {
  return THREATS.map((id) => `| ${id} | what | how | ${changes[id] ?? REASON} |`).join("\n");
}

/** What is missing when `source` is the only test file. */
function gaps(source: string, changes: Record<string, string> = {}, more = ""): string[] {
  return threatGaps([{ path: FILE, text: source }], threatRows(`# Title\n${table(changes)}\n${more}`));
}

describe("testedThreats", () => {
  it("finds the ids in titles of every kind, and nowhere else", () => {
    const text = [
      `it("${T}1: first", f);`,
      `it(\n  '${T}2 ${T}3: several', f);`,
      `it(\`${T}4: of \${name}\`, f);`,
      `describe("${T}5: a group", () => {});`,
      `// ${T}6 in a comment`,
      `it("a VA${T}7 rate", f);`,
    ].join("\n");

    expect([...testedThreats({ path: FILE, text })]).to.deep.equal(["T1", "T2", "T3", "T4"]);
  });

  it("finds the ids in the names of Solidity tests", () => {
    const text = [
      "function test_T7_x() external {}",
      "function testFuzz_T16_T18(uint256 x) external {}",
      "function invariant_T20_y() external {}",
      "function helper_T9() external {}",
      "/// T10: a comment",
    ].join("\n");

    expect([...testedThreats({ path: "test/A.t.sol", text })]).to.deep.equal(["T7", "T16", "T18", "T20"]);
  });
});

describe("threatGaps", () => {
  const link = `[A](../${FILE})`;
  const tested = `it("${T}7: holds", f);`;

  it("is content when each threat is tested or excused", () => {
    expect(gaps(tested, { T7: link })).to.deep.equal([]);
  });

  it("names a threat without a test", () => {
    expect(gaps("", { T7: link })).to.deep.equal(["T7: no test carries it, and no reason says why it does not apply"]);
  });

  it("names a threat that is tested and excused", () => {
    expect(gaps(tested)).to.deep.equal([`T7: said not to apply, but tested in ${FILE}`]);
  });

  it("takes no excuse without a reason", () => {
    for (const excuse of ["Not applicable", "Not applicable:", "Not applicable: no."]) {
      expect(gaps("", { T9: excuse })).to.have.length(1);
    }
  });

  it("names a threat without a row, and one with two", () => {
    const rows = threatRows(table()).filter(({ id }) => id !== "T8");

    expect(threatGaps([], rows)).to.deep.equal(["T8: its table has no row for it, and no test"]);
    expect(gaps("", {}, `| T8 | a | b | ${REASON} |`)).to.deep.equal(["T8: its table has 2 rows for it"]);
  });

  it("names a row whose file does not test the threat, or that names no file", () => {
    expect(gaps(tested, { T7: "[B](../test/contracts/B.test.ts)" })).to.deep.equal([
      "T7: no test of test/contracts/B.test.ts carries it",
    ]);
    expect(gaps(tested, { T7: "somewhere" })).to.deep.equal(["T7: its row links to no test"]);
  });

  it("does the same for faults", () => {
    const rows = threatRows(FAULTS.map((id) => `| ${id} | what | ${id === "F9" ? link : REASON} |`).join("\n"));

    expect(threatGaps([{ path: FILE, text: `it("${F}9: holds", f);` }], rows, FAULTS)).to.deep.equal([]);
    expect(threatGaps([{ path: FILE, text: "" }], rows, FAULTS)).to.have.length(1);
  });

  it("names a row of an unknown threat", () => {
    expect(gaps("", {}, `| T78 | a | b | ${REASON} |`)).to.deep.equal(["T78: there is no such threat"]);
  });
});
