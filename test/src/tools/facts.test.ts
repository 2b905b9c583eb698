import { expect } from "chai";
import { factsIn, Facts } from "../../../src/tools/facts.ts";
import type { Statement } from "../../../src/tools/open-question.ts";

const says = (sentence: string, at: number | null, id: string): Statement => ({
  sentence,
  at,
  conversation: { id, title: null },
});
const factsOf = (...statements: readonly Statement[]) => {
  const facts = new Facts();
  for (const statement of statements) facts.add(statement);
  return facts;
};

describe("factsIn", () => {
  it("knows what people say about themselves in four languages", () => {
    const facts: readonly (readonly [string, string, string])[] = [
      ["My name is Ada Lovelace.", "name", "Ada Lovelace"],
      ["I'm 34 years old", "age", "34"],
      ["I live in Los Angeles with two cats", "home", "Los Angeles"],
      ["Since I'm based in St Ives now, what about rain?", "home", "St Ives"],
      ["I am from the Netherlands.", "origin", "Netherlands"],
      ["I work as a nurse in a clinic", "work", "nurse"],
      ["I work at Acme and like it", "employer", "Acme"],
      ["Hi, I am a teacher who sings", "being", "teacher"],
      ["My favourite colour is green", "my favourite colour", "green"],
      ["Ich wohne derzeit in Köln.", "home", "Köln"],
      ["Ich heiße Emmy", "name", "Emmy"],
      ["Ich bin 51 Jahre alt", "age", "51"],
      ["Ich arbeite als Lehrerin", "work", "Lehrerin"],
      ["Mein Hund ist taub", "my hund", "taub"],
      ["Vivo en La Paz desde 2020", "home", "La Paz"],
      ["Tengo 28 años", "age", "28"],
      ["Me llamo Lola", "name", "Lola"],
      ["J’habite à Lyon", "home", "Lyon"],
      ["J'ai 40 ans", "age", "40"],
      ["Je travaille comme infirmière", "work", "infirmière"],
    ];

    for (const [sentence, slot, value] of facts) {
      expect(factsIn(sentence), sentence).to.deep.include({ slot, value });
    }
  });

  it("finds none where nothing is said, or nothing certain", () => {
    for (const sentence of [
      "If I live in Berlin, what then?",
      "She says I am a teacher",
      "I am a bit tired",
      "My dog is in the garden",
      "I'm 90 percent sure",
      "Imagine you live in Rome",
      "My, is that so",
      "",
    ]) {
      expect(factsIn(sentence), sentence).to.deep.equal([]);
    }
  });

  it("T61: takes long sentences made against it in one go", () => {
    for (const pump of ["I live in ", "my a ", "my name is ", "a ", ", ", "i work as a ", "x"]) {
      expect(factsIn(pump.repeat(300_000 / pump.length)).length, pump).to.be.below(4);
    }
  });
});

describe("Facts", () => {
  it("lists what was said in several conversations, with its first and last time", () => {
    const [a, b, c] = [
      says("I live in Berlin", 20, "x"),
      says("I live in berlin now", 10, "y"),
      says("I live in Berlin", 30, "z"),
    ];

    expect(factsOf(a, says("I live in Berlin", 21, "x"), b, c, says("I am a nurse", 1, "x")).often()).to.deep.equal([
      { slot: "home", value: "Berlin", conversations: 3, first: b, last: c },
    ]);
  });

  it("lists different values in the order of time, those without one at the end", () => {
    const [old, recent, never] = [
      says("I live in Bonn", 1, "x"),
      says("I live in Berlin", 2, "y"),
      says("I live in Rom", null, "z"),
    ];

    expect(factsOf(never, recent, old).differences()).to.deep.equal([
      {
        slot: "home",
        values: [
          { slot: "home", value: "Bonn", conversations: 1, first: old, last: old },
          { slot: "home", value: "Berlin", conversations: 1, first: recent, last: recent },
          { slot: "home", value: "Rom", conversations: 1, first: never, last: never },
        ],
      },
    ]);
  });

  it("takes something of one's own for different only if each was said in two conversations, and what one is never", () => {
    const once = [
      says("My code is slow", 1, "a"),
      says("My code is red", 2, "b"),
      says("I am a nurse", 1, "a"),
      says("I am a singer", 1, "a"),
    ];
    const twice = [says("My code is slow", 3, "c"), says("My code is red", 4, "d")];

    expect(factsOf(...once).differences()).to.deep.equal([]);
    expect(
      factsOf(...once, ...twice)
        .differences()
        .map(({ slot, values }) => [slot, values.map(({ value }) => value)]),
    ).to.deep.equal([["my code", ["slow", "red"]]]);
  });

  it("keeps a time that it has", () => {
    const [timed, timeless] = [says("I live in Bonn", 1, "x"), says("I live in Bonn", null, "y")];

    for (const order of [
      [timed, timeless],
      [timeless, timed],
    ]) {
      expect(factsOf(...order).often()).to.deep.equal([
        { slot: "home", value: "Bonn", conversations: 2, first: timed, last: timed },
      ]);
    }
  });
});
