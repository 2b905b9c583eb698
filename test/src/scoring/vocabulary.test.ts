import { expect } from "chai";
import { VocabularyCounter } from "../../../src/scoring/vocabulary.ts";

function windowsOf(tokens: readonly string[], counter = new VocabularyCounter()) {
  for (const token of tokens) counter.add(new TextEncoder().encode(token), token.length);
  return counter.take();
}

describe("vocabulary", () => {
  it("counts tokens and distinct tokens", () => {
    expect(windowsOf(["a", "b", "a", "c", "a"])).to.deep.equal([{ tokens: 5, types: 3 }]);
  });

  it("closes a window after 2,000 tokens", () => {
    const tokens = Array.from({ length: 4_500 }, (_, i) => `w${i % 3_000}`);
    expect(windowsOf(tokens)).to.deep.equal([
      { tokens: 2_000, types: 2_000 },
      { tokens: 2_000, types: 2_000 },
      { tokens: 500, types: 500 },
    ]);
  });

  it("gives no empty window", () => {
    expect(windowsOf([])).to.deep.equal([]);
    expect(windowsOf(Array.from({ length: 2_000 }, () => "a"))).to.deep.equal([{ tokens: 2_000, types: 1 }]);
  });

  it("starts each text afresh", () => {
    const counter = new VocabularyCounter();
    windowsOf(["a", "b"], counter);
    expect(windowsOf(["a", "a"], counter)).to.deep.equal([{ tokens: 2, types: 1 }]);
  });
});
