import { expect } from "chai";
import { findThemes, tellingTerms } from "../../../../src/insights/topics/find-themes.ts";

const term = (name: string, conversations: number[], occurrences = conversations.length * 4) => ({
  name,
  conversations,
  occurrences,
});
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

describe("tellingTerms", () => {
  it("takes words that crowd, and no word that is spread over everything", () => {
    const terms = [
      term("the", range(0, 100), 400),
      term("please", range(0, 20), 21),
      term("dough", range(0, 6)),
      term("rare", range(0, 3)),
    ];

    expect(tellingTerms(terms, 100).map(({ name }) => name)).to.deep.equal(["dough", "rare"]);
  });
});

describe("findThemes", () => {
  it("joins words that stand together, and gives each conversation one theme", () => {
    const terms = [
      term("dough", range(0, 8)),
      term("oven", range(2, 8)),
      term("visa", range(50, 55)),
      term("hostel", [50, 51, 52, 7]),
    ];

    expect(findThemes(terms, 100)).to.deep.equal([
      { terms: ["dough", "oven"], conversations: range(0, 8) },
      { terms: ["visa", "hostel"], conversations: range(50, 55) },
    ]);
  });

  it("finds none in nothing", () => {
    expect(findThemes([], 0)).to.deep.equal([]);
    expect(findThemes([], 10)).to.deep.equal([]);
  });
});
