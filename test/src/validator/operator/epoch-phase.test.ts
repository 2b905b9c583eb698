import { expect } from "chai";
import { phaseEnd, phaseOf } from "../../../../src/validator/operator/epoch-phase.ts";
import { exampleView } from "./example-sight.ts";

const pending = { activatesAt: 1_500, supported: false, vetoed: false, judgement: null };

describe("the phase of an epoch", () => {
  it("follows from the chain's clock and the pending root, and says when it ends", () => {
    const moments = [1_000, 1_001, 1_100, 1_200].map((now) => ({ ...exampleView, now }));
    const found = [...moments, { ...exampleView, now: 1_300, pending }].map((view) => [phaseOf(view), phaseEnd(view)]);

    expect(found).to.deep.equal([
      ["running", 1_000],
      ["committing", 1_100],
      ["revealing", 1_200],
      ["reporting", null],
      ["pending", 1_500],
    ]);
  });

  it("lasts as long as a pause does", () => {
    expect(phaseEnd({ ...exampleView, now: 1_300, pending, pausedUntil: 1_600 })).to.equal(1_600);
  });
});
