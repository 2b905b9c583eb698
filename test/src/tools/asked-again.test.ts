import { expect } from "chai";
import { AskedQuestions } from "../../../src/tools/asked-again.ts";
import type { Statement } from "../../../src/tools/open-question.ts";

const asks = (sentence: string, at: number | null, id: string): Statement => ({
  sentence,
  at,
  conversation: { id, title: null },
});
const after = (seconds: number, ...questions: readonly Statement[]) => {
  const asked = new AskedQuestions();
  for (const question of questions) asked.add(question);
  return asked.after(seconds);
};

describe("AskedQuestions", () => {
  it("finds what was asked again in the same words, whatever the marks and letter cases", () => {
    const [late, early] = [
      asks("How do I feed a sourdough?", 100, "a"),
      asks("how do I feed “a Sourdough”??", 20, "b"),
    ];

    expect(after(80, late, early)).to.deep.equal([{ first: early, last: late, conversations: 2, apart: 80 }]);
    expect(after(81, late, early)).to.deep.equal([]);
  });

  it("leaves out what one conversation repeats, short questions, and those without a time", () => {
    expect(after(1, asks("Why is the sky blue?", 1, "a"), asks("Why is the sky blue?", 9, "a"))).to.deep.equal([]);
    expect(after(1, asks("And what now?", 1, "a"), asks("And what now?", 9, "b"))).to.deep.equal([]);
    expect(after(1, asks("Why is the sky blue?", 1, "a"), asks("Why is the sky blue?", null, "b"))).to.deep.equal([]);
  });

  it("counts characters where no blanks stand between words", () => {
    expect(after(1, asks("天空为什么是蓝色的？", 1, "a"), asks("天空为什么是蓝色的?", 9, "b"))).to.have.length(1);
  });

  it("gives the one of the most conversations first, then the widest apart", () => {
    const found = after(
      1,
      ...["a", "b"].map((id, index) => asks("Is one two three four?", index * 5, id)),
      ...["a", "b"].map((id, index) => asks("Is one two three five?", index * 9, id)),
      ...["a", "b", "c"].map((id, index) => asks("Is one two three six?", index, id)),
    );

    expect(found.map(({ conversations, apart }) => [conversations, apart])).to.deep.equal([
      [3, 2],
      [2, 9],
      [2, 5],
    ]);
  });
});
