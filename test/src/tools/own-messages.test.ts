import { expect } from "chai";
import { ownMessages, requireWritten } from "../../../src/tools/own-messages.ts";
import { codeOf } from "../../helpers/code-of.ts";
import { talk } from "./some-archive.ts";

describe("ownMessages", () => {
  it("gives what the owner wrote, with the conversation's time where a message has none", () => {
    const whole = talk(
      1,
      { createdAt: 5 },
      { text: "a", createdAt: 7 },
      { text: "b" },
      { text: "c", role: "assistant" },
      { text: "d", hidden: true },
    );

    expect(ownMessages(whole)).to.deep.equal([
      { text: "a", at: 7 },
      { text: "b", at: 5 },
    ]);
    expect(ownMessages(talk(1, {}, { text: "b" }))).to.deep.equal([{ text: "b", at: null }]);
  });
});

describe("requireWritten", () => {
  it("refuses an export without anything of its owner", async () => {
    const require = (messages: number) => codeOf(Promise.resolve(messages).then(requireWritten));

    expect(await require(0)).to.equal("INSIGHTS_NOTHING_WRITTEN");
    expect(await require(1)).to.deep.equal({ resolved: undefined });
  });
});
