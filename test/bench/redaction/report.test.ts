import { expect } from "chai";
import { isCardNumber } from "../../../src/sharing/find-cards.ts";
import { findIbans } from "../../../src/sharing/find-ibans.ts";
import { SeededRandom } from "../../../src/synthetic/seeded-random.ts";
import { card, iban } from "../../../bench/redaction/identifiers.ts";
import { measureRedaction } from "../../../bench/redaction/report.ts";

describe("the labelled sample of personal data", () => {
  const report = measureRedaction({ seed: 5, textsPerForm: 40 });

  it("is found where a detector promises it, and left alone where it only looks like something", () => {
    expect(report.bars).to.have.length(14);
    expect(report.bars.filter(({ holds }) => !holds)).to.deep.equal([]);
  });

  it("holds what no detector finds, and says so", () => {
    const missed = report.forms.filter(({ isMissed }) => isMissed);
    expect(missed.map(({ right }) => right)).to.deep.equal(missed.map(() => 0));
    expect(missed.length).to.be.at.least(5);
  });

  it("is the same for the same seed", () => {
    expect(measureRedaction({ seed: 5, textsPerForm: 40 })).to.deep.equal(report);
  });

  it("has numbers of its own making that pass the checks", () => {
    const random = new SeededRandom(1, "check");
    for (let index = 0; index < 50; index++) {
      expect(isCardNumber(card(random))).to.equal(true);
      expect(findIbans(` ${iban(random)}`)).to.have.length(1);
    }
  });
});
