import { expect } from "chai";
import { localClock } from "../../../src/insights/local-time.ts";
import { Themes } from "../../../src/tools/themes.ts";

const WEEK = 7 * 86_400;
const MONDAY = 4 * 86_400;
const themesOf = (...conversations: readonly (readonly [text: string, week: number | null][])[]) => {
  const themes = new Themes(localClock());
  for (const messages of conversations) {
    themes.add(messages.map(([text, week]) => ({ text, at: week === null ? null : MONDAY + week * WEEK })));
  }
  return themes;
};

describe("Themes", () => {
  it("counts messages, conversations and weeks of a word, and its days", () => {
    const themes = themesOf(
      [
        ["bread", 3],
        ["bread bread", 3],
      ],
      [["bread", 0]],
      [["bread", null]],
    );

    expect(themes.all()).to.deep.equal([
      { word: "bread", messages: 3, conversations: 2, weeks: 2, firstDay: 4, lastDay: 4 + 21 },
    ]);
  });

  it("tells a week by what is in it and not elsewhere", () => {
    const themes = themesOf([
      ["bread oven", 0],
      ["bread oven", 0],
      ["oven", 0],
      ["oven", 1],
      ["oven", 1],
      ["oven rye", 1],
    ]);

    // bread: 2² / 2 = 2; oven: 3² / 6 = 1.5 in both weeks; rye was said once.
    expect(themes.tellingWords(4, 6)).to.deep.equal([
      ["bread", 2],
      ["oven", 3],
    ]);
    expect(themes.tellingWords(11, 6)).to.deep.equal([["oven", 3]]);
    expect(themes.tellingWords(4, 1)).to.deep.equal([["bread", 2]]);
    expect(themes.tellingWords(18, 6)).to.deep.equal([]);
  });

  it("leaves out words of more than a tenth of 50 messages or more", () => {
    const messages = Array.from({ length: 50 }, (_, index): [string, number] => [
      `everyday${index < 6 ? "" : index} bread${index < 5 ? "" : index}`,
      index,
    ]);

    const words = themesOf(messages)
      .all()
      .map(({ word }) => word);
    expect(words).to.include("bread").and.not.include("everyday");
    expect(
      themesOf(messages.slice(0, 49))
        .all()
        .map(({ word }) => word),
    ).to.include("everyday");
  });
});
