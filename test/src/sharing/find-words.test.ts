import { expect } from "chai";
import fc from "fast-check";
import { createWordFinder } from "../../../src/sharing/find-words.ts";
import { foldWords } from "../../../src/sharing/fold-text.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";
import { taken } from "./taken.ts";

const found = (words: readonly string[], text: string, isWhole = true): string[] =>
  taken(createWordFinder(words, { isWhole }), foldWords(text).text);

describe("createWordFinder", () => {
  it("finds words in any spelling, and several words with blanks between", () => {
    expect(found(["Anna Müller"], "ANNA  mu\u0308ller and anna\nMuller")).to.deep.equal(["anna muller", "anna muller"]);
  });

  it("finds whole words only", () => {
    expect(found(["Bob"], "Bob's bob. Bobby Kebob 2Bob (bob)")).to.deep.equal(["bob", "bob", "bob"]);
  });

  it("finds parts of words where that is asked for", () => {
    expect(found(["divorce"], "Divorced, divorces", false)).to.deep.equal(["divorce", "divorce"]);
  });

  it("needs no borders in scripts without blanks", () => {
    expect(found(["李", "민수"], "李明和민수는 민순")).to.deep.equal(["李", "민수"]);
  });

  it("finds a shorter word where the longer one is a part of another", () => {
    expect(found(["new york", "york"], "newnew york")).to.deep.equal(["york"]);
  });

  it("finds the same as looking for each word alone", () => {
    const word = fc
      .string({ unit: fc.constantFrom("a", "b", " "), minLength: 1, maxLength: 4 })
      .filter((w) => w.trim() !== "");
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 6 }),
        fc.string({ unit: fc.constantFrom("a", "b", " "), maxLength: 30 }),
        (words, text) => {
          const folded = foldWords(text).text;
          const ends = (list: readonly string[]) =>
            new Set(list.flatMap((one) => createWordFinder([one], { isWhole: true })(folded).map(({ end }) => end)));
          expect(new Set(createWordFinder(words, { isWhole: true })(folded).map(({ end }) => end))).to.deep.equal(
            ends(words),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it("finds nothing without words", () => {
    expect(found([], "anything")).to.deep.equal([]);
  });

  it("refuses words that nothing can contain, endless ones and too many", async () => {
    for (const words of [[""], [" "], ["\u200b"], ["x".repeat(201)], Array<string>(1001).fill("x")]) {
      expect(await rejectedCode(() => createWordFinder(words, { isWhole: true }))).to.equal("SHARING_BAD_WORD");
    }
  });
});
