import { expect } from "chai";
import type { Mutant } from "../../../../scripts/checks/mutation/mutants.ts";
import { scoreOf, stillValid, type Result } from "../../../../scripts/checks/mutation/results.ts";
import type { Verdict } from "../../../../scripts/checks/mutation/trial.ts";

function result(id: string, verdict: Verdict, contracts = "c", tests = "t"): Result {
  const mutant: Mutant = {
    id,
    file: "contracts/A.sol",
    line: 1,
    operator: "number",
    start: 0,
    end: 1,
    original: "1",
    replacement: "2",
  };
  return { contract: "A", mutant, verdict, contracts, tests };
}

describe("scoreOf", () => {
  it("takes the killed of those that compile and differ", () => {
    const verdicts: Verdict[] = ["stillborn", "equivalent", "killed by Solidity", "killed by TypeScript", "survived"];
    const results = verdicts.map((verdict, index) => result(String(index), verdict));
    const { survivors, ...figures } = scoreOf("A", results);
    expect(figures).to.deep.equal({
      contract: "A",
      mutants: 5,
      stillborn: 1,
      equivalent: 1,
      killedBySolidity: 1,
      killedByTypescript: 1,
      percent: 66.67,
    });
    expect(survivors.map(({ id }) => id)).to.deep.equal(["4"]);
  });

  it("has no percentage of nothing", () => {
    expect(scoreOf("A", [result("1", "stillborn")]).percent).to.equal(null);
  });
});

describe("stillValid", () => {
  const ids = (results: Result[]): string[] => [...stillValid(results, "c", "t").keys()];

  it("forgets everything when the contracts changed", () => {
    expect(ids([result("1", "killed by Solidity", "other")])).to.deep.equal([]);
  });

  it("tries survivors again when the tests changed, and believes kills", () => {
    const results = [result("1", "survived", "c", "other"), result("2", "killed by TypeScript", "c", "other")];
    expect(ids(results)).to.deep.equal(["2"]);
  });

  it("takes the last word on a mutant", () => {
    const results = [result("1", "survived"), result("1", "killed by Solidity")];
    expect(stillValid(results, "c", "t").get("1")?.verdict).to.equal("killed by Solidity");
  });
});
