import { expect } from "chai";
import { judge, notPassed } from "../../../scripts/planted/judge.ts";

const PASSING = "\n  Veto\n    ✔ counts once (20ms)\n    ✔ is recorded\n\n  2 passing (375ms)\n";
const FAILING =
  "\n  Veto\n    ✔ is recorded\n    1) counts once\n\n  1 passing (3s)\n  1 failing\n\n  AssertionError\n";

describe("judge", () => {
  const outcomeOf = (exitCode: number, output: string) => judge({ exitCode, output }).outcome;

  it("calls a bug caught when a test failed", () => {
    expect(judge({ exitCode: 1, output: FAILING })).to.deep.equal({
      outcome: "caught",
      reason: "1 of 2 tests failed",
    });
    expect(outcomeOf(1, "  Veto\n    1) counts once\n\n  0 passing (3s)\n  1 failing\n")).to.equal("caught");
  });

  it("calls a bug survived when every test passed", () => {
    expect(judge({ exitCode: 0, output: PASSING })).to.deep.equal({
      outcome: "survived",
      reason: "all 2 tests passed",
    });
  });

  it("takes nothing from a run that selected no test", () => {
    expect(outcomeOf(0, "Running Mocha tests\n\n  0 passing (1ms)\n")).to.equal("broken");
    expect(outcomeOf(0, "")).to.equal("broken");
  });

  it("takes nothing from code that did not load, whatever its words", () => {
    expect(judge({ exitCode: 1, output: "Error: 3 failing things\n  at line 1\n" })).to.deep.equal({
      outcome: "broken",
      reason: "no test ran: at line 1",
    });
  });

  it("takes nothing from a timeout, which a busy machine causes too", () => {
    const output = FAILING.replace("AssertionError", "Error: Timeout of 40000ms exceeded.");

    expect(outcomeOf(1, output)).to.equal("broken");
  });

  it("takes nothing from a run that broke off after its tests", () => {
    expect(outcomeOf(134, PASSING)).to.equal("broken");
  });
});

describe("notPassed", () => {
  it("names the wanted titles that no passed test carries, also in part", () => {
    expect(notPassed(FAILING, ["is recorded", "counts once", "counts"])).to.deep.equal(["counts once", "counts"]);
    expect(notPassed(PASSING, ["counts once", "is rec"])).to.deep.equal([]);
  });

  it("takes a group's title for no test", () => {
    expect(notPassed(PASSING, ["Veto"])).to.deep.equal(["Veto"]);
  });
});
