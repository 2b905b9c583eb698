import { expect } from "chai";
import { datedMessages } from "../../../src/tools/dated-messages.ts";
import { talk } from "./some-archive.ts";

describe("datedMessages", () => {
  it("gives what the owner wrote, with the conversation's time where a message has none", () => {
    const whole = talk(
      1,
      { createdAt: 5 },
      { text: "a", createdAt: 7 },
      { text: "b" },
      { text: "c", role: "assistant" },
      { text: "d", hidden: true },
    );

    expect(datedMessages(whole)).to.deep.equal([
      { text: "a", at: 7 },
      { text: "b", at: 5 },
    ]);
    expect(datedMessages(talk(1, {}, { text: "b" }))).to.deep.equal([{ text: "b", at: null }]);
  });
});
