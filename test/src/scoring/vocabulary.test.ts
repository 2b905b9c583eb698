import { expect } from "chai";
import { VocabularyCounter } from "../../../src/scoring/vocabulary.ts";

function windowsOf(tokens: readonly string[], counter = new VocabularyCounter()) {
  for (const token of tokens) counter.add(new TextEncoder().encode(token), token.length);
  return counter.take();
}

/** Without the recurring pairs, which the test of the word order is about. */
const sizesOf = (...given: Parameters<typeof windowsOf>) =>
  windowsOf(...given).map(({ tokens, types }) => ({ tokens, types }));

describe("vocabulary", () => {
  it("counts tokens and distinct tokens", () => {
    expect(sizesOf(["a", "b", "a", "c", "a"])).to.deep.equal([{ tokens: 5, types: 3 }]);
  });

  it("closes a window after 2,000 tokens", () => {
    const tokens = Array.from({ length: 4_500 }, (_, i) => `w${i % 3_000}`);
    expect(sizesOf(tokens)).to.deep.equal([
      { tokens: 2_000, types: 2_000 },
      { tokens: 2_000, types: 2_000 },
      { tokens: 500, types: 500 },
    ]);
  });

  it("counts recurring pairs by what the words are, in each window by itself", () => {
    const twice = Array.from({ length: 2_000 }, (_, i) => `w${i % 1_000}`);
    const counted = windowsOf([...twice, ...twice.map((word) => `x${word}`)]);
    expect(counted.map(({ adjacent, apart }) => [adjacent, apart])).to.deep.equal([
      [1_000, 8_000],
      [1_000, 8_000],
    ]);
  });

  it("gives no empty window", () => {
    expect(sizesOf([])).to.deep.equal([]);
    expect(sizesOf(Array.from({ length: 2_000 }, () => "a"))).to.deep.equal([{ tokens: 2_000, types: 1 }]);
  });

  it("starts each text afresh", () => {
    const counter = new VocabularyCounter();
    windowsOf(["a", "b"], counter);
    expect(sizesOf(["a", "a"], counter)).to.deep.equal([{ tokens: 2, types: 1 }]);
  });
});
