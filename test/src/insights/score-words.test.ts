import { expect } from "chai";
import { explainReason, explainSkip, gradeWord } from "../../../src/insights/score-words.ts";

describe("score words", () => {
  it("say a grade from its bound on", () => {
    expect([0, 1, 299, 300, 1_000].map(gradeWord)).to.deep.equal([
      "nothing that can be counted yet",
      "a beginning",
      "a beginning",
      "a light history",
      "an outstanding history",
    ]);
  });

  it("say what is left out and why something earns nothing", () => {
    expect(explainReason("NOT_FRESH")).to.contain("stands in an earlier one");
    expect(explainSkip("BAD_JSON")).to.contain("no valid JSON");
  });
});
