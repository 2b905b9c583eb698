import { expect } from "chai";
import type { Message } from "../../../src/export/conversation.ts";
import { localClock } from "../../../src/insights/local-time.ts";
import { tallyTone } from "../../../src/insights/tone.ts";
import { conversation } from "./some-conversation.ts";

const toneOf = (...conversations: readonly (readonly Partial<Message>[])[]) => {
  const tally = tallyTone(localClock());
  for (const messages of conversations) tally.add(conversation(...messages));
  return tally.result();
};
const january = { createdAt: 0 };
const february = { createdAt: 40 * 86_400 };

describe("tallyTone", () => {
  it("says by month what outweighs the other", () => {
    const { months } = toneOf([
      { ...january, text: "What a wonderful day we had at the lake" },
      { ...january, text: "This was a terrible and wonderful week" },
      { ...february, text: "My train is late again and that is awful" },
      { ...february, text: "When does the next one leave" },
    ]);

    expect(months).to.deep.equal([
      {
        ...{ month: 1970 * 12, messages: 2, readablePermille: 1_000, ratedPermille: 188 },
        ...{ meanHundredths: 225, positive: 1, negative: 0, mixed: 1 },
      },
      {
        ...{ month: 1970 * 12 + 1, messages: 2, readablePermille: 1_000, ratedPermille: 67 },
        ...{ meanHundredths: -300, positive: 0, negative: 1, mixed: 0 },
      },
    ]);
  });

  it("leaves out code, quotations, answers and what is hidden", () => {
    const { all } = toneOf([
      { text: "Tell me what this says about the sea\n> awful\n```\nterrible\n```" },
      { text: "awful", role: "assistant" },
      { text: "awful", hidden: true },
    ]);

    expect(all).to.deep.include({ messages: 1, ratedPermille: 0, meanHundredths: null });
  });

  it("does not judge words of a language without a lexicon, and says how much text that was", () => {
    const german = "Das war ein herrlicher Tag am See, nur das war so fatal und grand";
    const english = "That was a wonderful day at the lake, and the only one of the whole year";
    const { all } = toneOf([{ text: german }], [{ text: english }]);

    expect(all).to.deep.equal({
      ...{ messages: 2, readablePermille: 526, ratedPermille: 63 },
      ...{ meanHundredths: 400, positive: 1, negative: 0, mixed: 0 },
    });
  });

  it("judges signs in every language", () => {
    expect(toneOf([{ text: "Das war heute ein langer Tag am See 😢" }]).all).to.deep.include({
      readablePermille: 0,
      meanHundredths: -200,
      negative: 1,
    });
  });

  it("counts messages without a time in no month", () => {
    const { all, months } = toneOf([{ text: "What a wonderful day" }]);

    expect([all.messages, months]).to.deep.equal([1, []]);
  });

  it("is nothing without own words", () => {
    expect(toneOf([], [{ text: "" }])).to.deep.equal({
      all: {
        ...{ messages: 0, readablePermille: 0, ratedPermille: 0, meanHundredths: null },
        ...{ positive: 0, negative: 0, mixed: 0 },
      },
      months: [],
    });
  });
});
