import { expect } from "chai";
import { chooseBallot } from "../../../src/governance/choose-ballot.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";

const GPT = 10n ** 18n;
const divide = (shares: { for: number; against: number; abstain: number }, votes: bigint) =>
  chooseBallot({ support: "split", shares, reason: "Why" }, votes);

describe("chooseBallot", () => {
  it("gives all votes to one answer, however many there are", () => {
    expect(chooseBallot({ support: "against", shares: null, reason: "" }, 0n)).to.deep.equal({
      support: "against",
      split: null,
      reason: "",
      words: "against",
    });
  });

  it("divides votes by shares", () => {
    expect(divide({ for: 60, against: 30, abstain: 10 }, 1_000n * GPT)).to.deep.equal({
      support: "split",
      split: { for: 600n * GPT, against: 300n * GPT, abstain: 100n * GPT },
      reason: "Why",
      words: "for 600.00 GPT, against 300.00 GPT, abstain 100.00 GPT",
    });
  });

  it("gives what rounding leaves over to the largest share", () => {
    expect(divide({ for: 33, against: 33, abstain: 34 }, 101n).split).to.deep.equal({
      for: 33n,
      against: 33n,
      abstain: 35n,
    });
    expect(divide({ for: 1, against: 98, abstain: 1 }, 7n).split).to.deep.equal({ for: 0n, against: 7n, abstain: 0n });
  });

  it("gives it to the first of equal shares, for before against before abstain", () => {
    expect(divide({ for: 50, against: 50, abstain: 0 }, 3n).split).to.deep.equal({ for: 2n, against: 1n, abstain: 0n });
    expect(divide({ for: 0, against: 50, abstain: 50 }, 3n).split).to.deep.equal({ for: 0n, against: 2n, abstain: 1n });
  });

  it("names only the answers that get votes", () => {
    expect(divide({ for: 0, against: 100, abstain: 0 }, 5n * GPT).words).to.equal("against 5.00 GPT");
  });

  it("refuses shares that do not make 100", async () => {
    const none = { for: 0, against: 0, abstain: 0 };
    for (const shares of [none, { ...none, for: 99 }, { ...none, for: 101 }]) {
      expect(await rejectedCode(() => divide(shares, 1n))).to.equal("GOVERNANCE_BAD_SHARES");
    }
  });

  it("refuses shares below nothing, and parts of one", async () => {
    for (const shares of [
      { for: 150, against: -50, abstain: 0 },
      { for: 50.5, against: 49.5, abstain: 0 },
      { for: NaN, against: 100, abstain: 0 },
    ]) {
      expect(await rejectedCode(() => divide(shares, 1n))).to.equal("GOVERNANCE_BAD_SHARES");
    }
  });
});
