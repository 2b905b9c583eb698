import { expect } from "chai";
import { localClock } from "../../../src/insights/local-time.ts";
import { tallyUses } from "../../../src/insights/uses.ts";
import { conversation } from "./some-conversation.ts";

const MONTH = 31 * 86_400;

describe("tallyUses", () => {
  it("counts conversations by kind, the most first, and by month", () => {
    const tally = tallyUses(localClock());
    tally.add(conversation({ text: "Translate this", createdAt: 0 }));
    tally.add(conversation({ text: "A recipe, please", createdAt: 1 }));
    tally.add(conversation({ text: "Another recipe", createdAt: MONTH }));
    tally.add({ ...conversation({ text: "hm" }), title: "Recipe for soup" });

    expect(tally.result()).to.deep.equal({
      kinds: [
        ["home", 3],
        ["translation", 1],
      ],
      months: [
        {
          month: 1970 * 12,
          kinds: [
            ["home", 1],
            ["translation", 1],
          ],
        },
        { month: 1970 * 12 + 1, kinds: [["home", 1]] },
      ],
    });
  });

  it("reads the first two prompts of the owner, and nobody else's words", () => {
    const tally = tallyUses(localClock());
    tally.add(
      conversation(
        { text: "hm" },
        { text: "a recipe", role: "assistant" },
        { text: "a recipe", hidden: true },
        { text: "go on" },
        { text: "a recipe" },
      ),
    );

    expect(tally.result().kinds).to.deep.equal([["other", 1]]);
  });

  it("counts nothing where the owner wrote nothing", () => {
    const tally = tallyUses(localClock());
    tally.add(conversation({ text: "a recipe", role: "assistant" }));

    expect(tally.result()).to.deep.equal({ kinds: [], months: [] });
  });
});
