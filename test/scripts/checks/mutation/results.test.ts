import { expect } from "chai";
import type { Mutant } from "../../../../scripts/checks/mutation/mutants.ts";
import { drawn, scoreOf, stillValid, type Result } from "../../../../scripts/checks/mutation/results.ts";
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
      explained: 0,
      killedBySolidity: 1,
      killedByTypescript: 1,
      percent: 66.67,
    });
    expect(survivors.map(({ id }) => id)).to.deep.equal(["4"]);
  });

  it("leaves survivors out that no test could notice", () => {
    const results = [result("1", "survived"), result("2", "survived"), result("3", "killed by Solidity")];
    const { explained, survivors, percent } = scoreOf("A", results, ({ id }) => id === "1");
    expect([explained, survivors.length, percent]).to.deep.equal([1, 1, 50]);
  });

  it("has no percentage of nothing", () => {
    expect(scoreOf("A", [result("1", "stillborn")]).percent).to.equal(null);
  });
});

describe("drawn", () => {
  const mutants = ["1", "2", "3", "4", "5", "6", "7", "8"].map((id) => result(id, "survived").mutant);
  const order = (seed: string, given = mutants): string =>
    drawn(given, seed)
      .map(({ id }) => id)
      .join("");

  it("puts the same mutants in the same order for the same seed, and all of them", () => {
    expect(order("1", [...mutants].reverse())).to.equal(order("1"));
    expect(drawn(mutants, "1")).to.have.members(mutants);
  });

  it("puts them in another order for another seed", () => {
    expect(order("2")).not.to.equal(order("1"));
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
