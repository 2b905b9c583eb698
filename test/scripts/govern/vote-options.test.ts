import { expect } from "chai";
import { readAnswer, type AnswerOptions } from "../../../scripts/govern/vote-options.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";

const options = (changes: Partial<AnswerOptions>) => ({ support: "", split: "", reason: "", ...changes });
const codeOf = (changes: Partial<AnswerOptions>) => rejectedCode(() => readAnswer(options(changes)));

describe("readAnswer", () => {
  it("reads one answer for all votes", () => {
    for (const support of ["for", "against", "abstain"]) {
      expect(readAnswer(options({ support, reason: "Why" }))).to.deep.equal({ support, shares: null, reason: "Why" });
    }
  });

  it("reads shares, in any order and with spaces", () => {
    expect(readAnswer(options({ split: "against=40, for=60" }))).to.deep.equal({
      support: "split",
      shares: { for: 60, against: 40, abstain: 0 },
      reason: "",
    });
  });

  it("adds up what is said twice", () => {
    expect(readAnswer(options({ split: "for=30,for=30,abstain=40" })).shares).to.deep.equal({
      for: 60,
      against: 0,
      abstain: 40,
    });
  });

  it("wants one of the two ways to vote", async () => {
    expect(await codeOf({})).to.equal("SCRIPT_USAGE");
    expect(await codeOf({ support: "for", split: "for=100" })).to.equal("SCRIPT_USAGE");
  });

  it("refuses another answer", async () => {
    for (const support of ["yes", "For", "split", "1"])
      expect(await codeOf({ support }), support).to.equal("SCRIPT_USAGE");
  });

  it("refuses shares that are none", async () => {
    for (const split of ["for", "for=", "for=-1", "for=1.5", "for=1000", "yes=100", "for=60,", "for=60;against=40"]) {
      expect(await codeOf({ split }), split).to.equal("SCRIPT_USAGE");
    }
  });

  it("refuses a reason above 1,000 characters", async () => {
    expect(readAnswer(options({ support: "for", reason: "x".repeat(1_000) })).reason).to.have.length(1_000);
    expect(await codeOf({ support: "for", reason: "x".repeat(1_001) })).to.equal("SCRIPT_USAGE");
  });
});
