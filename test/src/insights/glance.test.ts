import { expect } from "chai";
import { tallyGlance } from "../../../src/insights/glance.ts";
import { localClock } from "../../../src/insights/local-time.ts";
import { conversation } from "./some-conversation.ts";

const DAY = 86_400;
const clock = localClock();

describe("tallyGlance", () => {
  it("counts what was written each way, but nothing hidden", () => {
    const tally = tallyGlance(clock);
    tally.add(
      conversation(
        { text: "What is a well-known poem?", createdAt: 0 },
        { role: "assistant", text: "One by Sappho.", createdAt: 10, model: "gpt-4o" },
        { role: "assistant", text: "hidden words", hidden: true },
        { role: "system", text: "more words" },
      ),
    );

    expect(tally.result()).to.deep.include({
      conversations: 1,
      own: { messages: 1, words: 5 },
      answers: { messages: 1, words: 3 },
      days: { first: 0, last: 0, active: 1 },
      models: [{ month: 1970 * 12, answers: [["gpt-4o", 1]] }],
    });
  });

  it("finds the longest streak, of equal ones the earliest", () => {
    const tally = tallyGlance(clock);
    for (const day of [9, 1, 2, 5, 6, 8]) tally.add(conversation({ createdAt: day * DAY }));

    expect(tally.result().streak).to.deep.equal({ days: 2, from: 1 });
  });

  it("is empty without times", () => {
    const tally = tallyGlance(clock);
    tally.add(conversation({ text: "hello" }));

    expect(tally.result()).to.deep.include({ days: null, streak: null, models: [] });
  });
});
