import { expect } from "chai";
import { factPatterns, singleSlots, valueEnds, valueMargins } from "../../../src/tools/fact-patterns.ts";

describe("factPatterns", () => {
  it("begin at the start of a clause and never behind an if", () => {
    const matches = (sentence: string) => factPatterns.some(({ pattern }) => pattern.test(sentence));

    expect(matches("I live in Berlin")).to.equal(true);
    expect(matches("Hello, I live in Berlin")).to.equal(true);
    expect(matches("It is cold because I live in Berlin")).to.equal(true);
    expect(matches("If I live in Berlin")).to.equal(false);
    expect(matches("She said I live in Berlin")).to.equal(false);
  });

  it("have a value, and a name before it where they have no slot", () => {
    for (const { slot, pattern } of factPatterns) {
      const groups = new RegExp(`${pattern.source}|`, "u").exec("")?.length;
      expect(groups, pattern.source.slice(-60)).to.equal(slot === null ? 3 : 2);
    }
  });
});

describe("singleSlots", () => {
  it("are those that a person has one of", () => {
    expect([...singleSlots]).to.deep.equal(["name", "age", "home", "origin", "work", "employer"]);
  });
});

describe("valueEnds and valueMargins", () => {
  it("are in lower case, so that a place may begin with an article", () => {
    for (const word of [...valueEnds, ...valueMargins]) expect(word).to.equal(word.toLowerCase());
  });
});
