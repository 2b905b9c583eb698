import { expect } from "chai";
import { median, mediansOf, runRounds } from "../../bench/readings.ts";

describe("readings", () => {
  it("are told by their median, whatever their order", () => {
    expect([median([3, 1, 2]), median([4, 1, 3, 2])]).to.deep.equal([2, 2.5]);
    expect(median([])).to.be.NaN;
    const runs = [1, 9, 5].map((a) => ({ a, b: 10 - a }));
    expect(mediansOf(runs)).to.deep.equal({ a: 5, b: 5 });
  });

  it("are taken round by round", () => {
    const told: string[] = [];
    let count = 0;
    const jobs = ["a", "b"].map((name) => ({ name, run: () => count++ }));
    const readings = runRounds(jobs, 2, (what) => told.push(what));
    expect([...readings]).to.deep.equal([
      ["a", [0, 2]],
      ["b", [1, 3]],
    ]);
    expect(told[3]).to.equal("round 2 of 2: b");
  });
});
