import { expect } from "chai";
import { localClock } from "../../../../src/insights/local-time.ts";
import { tallyTopics } from "../../../../src/insights/topics/topics.ts";
import { conversation } from "../some-conversation.ts";

const MONTH = 31 * 86_400;
const JANUARY = 1970 * 12;

describe("tallyTopics", () => {
  it("tells a theme with its months, follow-ups and titles", () => {
    const tally = tallyTopics(localClock());
    for (const [index, month] of [0, 0, 2].entries()) {
      const told = conversation(
        { text: "My sourdough and the sourdough starter", createdAt: month * MONTH + index },
        { role: "assistant", text: "flour flour flour" },
        { text: "And then?" },
      );
      tally.add({ ...told, title: index === 1 ? "Sourdough starter" : "Bread" });
    }
    for (let index = 0; index < 30; index++) tally.add(conversation({ text: `Word${index} stands alone` }));
    const { themes, covered, news } = tally.result();

    expect(themes).to.have.length(1);
    expect(themes[0]).to.deep.equal({
      words: ["sourdough", "starter"].filter((word) => themes[0]!.words.includes(word)),
      conversations: 3,
      months: [
        [JANUARY, 2],
        [JANUARY + 2, 1],
      ],
      followUps: 3,
      titles: ["Sourdough starter", "Bread"],
    });
    expect(themes[0]!.words).to.include("sourdough").and.not.include("flour");
    expect(covered).to.equal(3);
    expect(news).to.deep.equal([
      { month: JANUARY, fresh: 1, returning: 0 },
      { month: JANUARY + 2, fresh: 0, returning: 1 },
    ]);
  });

  it("has nothing to tell of one conversation, or of none", () => {
    const tally = tallyTopics(localClock());
    expect(tally.result()).to.deep.equal({ themes: [], covered: 0, monthly: [], news: [] });
    tally.add(conversation({ text: "hello there" }));
    expect(tally.result().themes).to.deep.equal([]);
  });
});
