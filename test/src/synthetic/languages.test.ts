import { expect } from "chai";
import { languages } from "../../../src/synthetic/languages.ts";

const given = new Set(["noun", "nouns", "own", "han"]);

describe("languages", () => {
  for (const [name, { grammar, subjects }] of Object.entries(languages)) {
    const patterns = [
      ...grammar.titles,
      ...grammar.questions,
      ...grammar.statements,
      ...grammar.items,
      ...Object.values(grammar.slots).flat(),
    ];

    it(`${name}: every slot is defined`, () => {
      const used = patterns.flatMap((pattern) => [...pattern.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!));
      expect(used.filter((slot) => !given.has(slot) && !(slot in grammar.slots))).to.deep.equal([]);
    });

    it(`${name}: no list is empty and no phrase blank`, () => {
      for (const list of [patterns, ...subjects]) expect(list.every((phrase) => phrase.trim() !== "")).to.equal(true);
      expect(subjects.length).to.be.greaterThan(2);
    });

    it(`${name}: no five fixed words stand in a row`, () => {
      for (const pattern of patterns) {
        for (const fixed of pattern.split(/\{\w+\}/))
          expect(fixed.trim().split(/\s+/).length, pattern).to.be.lessThan(5);
      }
    });
  }
});
