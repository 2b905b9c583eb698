import { expect } from "chai";
import { classifyUse } from "../../../src/insights/classify-use.ts";
import { useKinds } from "../../../src/insights/use-kinds.ts";
import { heldOutUses } from "./held-out-uses.ts";
import { labelledUses, type LabelledUse } from "./labelled-uses.ts";
import { seenUses } from "./seen-uses.ts";

/** How many of each kind get the label that a person gave, and all together; and of how many a kind but `other` is said. */
const agreement = (sample: readonly LabelledUse[]) => {
  const all = sample.map(({ kind, title, prompt }) => ({ kind, found: classifyUse(title, [prompt]) }));
  const agreed = all.filter(({ kind, found }) => found === kind);
  const byKind = useKinds.map((each) => [each, agreed.filter(({ kind }) => kind === each).length]);
  return {
    agreed: agreed.length,
    named: all.filter(({ found }) => found !== "other").length,
    byKind: Object.fromEntries(byKind) as Record<string, number>,
  };
};

describe("classifyUse", () => {
  it("finds words of four languages, whatever their case and accents", () => {
    for (const text of ["Recipe?", "ein REZEPT", "Una receta.", "une recette"]) {
      expect(classifyUse(null, [text]), text).to.equal("home");
    }
    expect(classifyUse(null, ["ubersetze das", "c++"])).to.equal("translation");
  });

  it("reads the title, the first prompts, and of each the beginning", () => {
    expect(classifyUse("Sourdough recipe", ["is it dead"])).to.equal("home");
    expect(classifyUse(null, ["hello", "translate this"])).to.equal("translation");
    expect(classifyUse(null, [`${"ha ".repeat(167)}translate this`])).to.equal("other");
  });

  it("knows code by its looks", () => {
    for (const text of ["```\nx\n```", "ValueError: 3", "a => a", "look at main.py"]) {
      expect(classifyUse(null, [text]), text).to.equal("programming");
    }
  });

  it("does not take words of quotations and code for the owner's", () => {
    expect(classifyUse(null, ["what\n> translate this recipe"])).to.equal("other");
  });

  it("counts a word once, says nothing by one hint, and of equals takes the first of the table", () => {
    expect(classifyUse(null, ["money money money"])).to.equal("other");
    expect(classifyUse(null, ["money bank"])).to.equal("money");
    expect(classifyUse(null, ["the customer pays taxes"])).to.equal("money");
  });

  it("is other without words", () => {
    for (const text of ["", "?", "\ud800", "🙂"]) expect(classifyUse(null, [text]), text).to.equal("other");
  });

  it("agrees with 184 of the 195 labels with which it was made first", () => {
    expect(agreement(labelledUses)).to.deep.equal({
      agreed: 184,
      named: 176,
      byKind: {
        ...{ programming: 15, writing: 14, translation: 14, learning: 15, facts: 14, planning: 14, health: 15 },
        ...{ company: 12, creative: 15, business: 14, home: 15, money: 14, other: 13 },
      },
    });
  });

  it("agrees with 101 of the 104 labels with which it was made better", () => {
    expect(agreement(seenUses)).to.deep.equal({
      agreed: 101,
      named: 97,
      byKind: {
        ...{ programming: 8, writing: 8, translation: 7, learning: 8, facts: 7, planning: 8, health: 8 },
        ...{ company: 8, creative: 8, business: 8, home: 8, money: 8, other: 7 },
      },
    });
  });

  it("agrees with 78 of 156 labels that were held out, 68 of them among the 103 of which it names a kind", () => {
    expect(agreement(heldOutUses)).to.deep.equal({
      agreed: 78,
      named: 103,
      byKind: {
        ...{ programming: 6, writing: 4, translation: 7, learning: 3, facts: 8, planning: 4, health: 6 },
        ...{ company: 5, creative: 8, business: 5, home: 6, money: 6, other: 10 },
      },
    });
  });

  it("takes time linear in the length of hostile texts", () => {
    const before = process.cpuUsage().user;
    for (const part of ["a", "how ", "```\n", "a-> ", "x=", "\ud800", "é", "can we just "]) {
      classifyUse(part.repeat(100_000), [part.repeat(100_000)]);
    }

    expect((process.cpuUsage().user - before) / 1e6).to.be.lessThan(1);
  });
});
