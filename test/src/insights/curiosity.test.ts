import { expect } from "chai";
import { isQuestion, tallyCuriosity } from "../../../src/insights/curiosity.ts";
import { localClock } from "../../../src/insights/local-time.ts";
import { conversation } from "./some-conversation.ts";

describe("isQuestion", () => {
  it("finds a question mark that ends a sentence, of any writing system", () => {
    for (const text of [
      "Why?",
      'He asked "why?" and left.',
      "为什么？",
      "何ですか？教えて。",
      "لماذا؟",
      "**Really?**",
      "No.\nOr is it?",
    ]) {
      expect(isQuestion(text), text).to.equal(true);
    }
  });

  it("finds none in addresses, code and quotations", () => {
    for (const text of [
      "https://x.example/?a=1",
      "```js\na ? b : c; // why?\n```",
      "> Why?",
      "a?.b",
      "So it is;",
      "",
    ]) {
      expect(isQuestion(text), text).to.equal(false);
    }
  });
});

describe("tallyCuriosity", () => {
  it("counts prompts and questions by month", () => {
    const tally = tallyCuriosity(localClock());
    tally.add(
      conversation(
        { text: "Why?", createdAt: 0 },
        { text: "Tell me.", createdAt: 1 },
        { text: "And now?", createdAt: 40 * 86_400 },
        { text: "When?" },
        { role: "assistant", text: "Which one?", createdAt: 2 },
      ),
    );

    expect(tally.result().months).to.deep.equal([
      { month: 1970 * 12, prompts: 2, questions: 1 },
      { month: 1970 * 12 + 1, prompts: 1, questions: 1 },
    ]);
  });
});
