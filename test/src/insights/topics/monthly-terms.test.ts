import { expect } from "chai";
import { findMonthlyTerms } from "../../../../src/insights/topics/monthly-terms.ts";

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);
/** Ten conversations in each of three months. */
const monthOf = range(0, 30).map((number) => Math.floor(number / 10));

describe("findMonthlyTerms", () => {
  it("finds what stands out against the person's other months", () => {
    const terms = [
      { name: "visa", conversations: range(10, 17), occurrences: 7 },
      { name: "always", conversations: range(0, 30), occurrences: 30 },
      { name: "once", conversations: [20], occurrences: 9 },
    ];

    expect(findMonthlyTerms(terms, monthOf)).to.deep.equal([
      { month: 0, terms: [] },
      { month: 1, terms: ["visa"] },
      { month: 2, terms: [] },
    ]);
  });

  it("compares nothing when there is one month, or no time at all", () => {
    const terms = [{ name: "visa", conversations: [0, 1, 2], occurrences: 3 }];

    expect(findMonthlyTerms(terms, [7, 7, 7])).to.deep.equal([{ month: 7, terms: [] }]);
    expect(findMonthlyTerms(terms, [null, null, null])).to.deep.equal([]);
  });
});
