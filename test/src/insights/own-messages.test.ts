import { expect } from "chai";
import { begunAt, ownMessages } from "../../../src/insights/own-messages.ts";
import { conversation } from "./some-conversation.ts";

describe("ownMessages", () => {
  it("are those of the owner that are shown and say something", () => {
    const all = conversation(
      { text: "one" },
      { text: "two", role: "assistant" },
      { text: "three", hidden: true },
      { text: "" },
      { text: "five" },
    );

    expect(ownMessages(all).map(({ text }) => text)).to.deep.equal(["one", "five"]);
  });
});

describe("begunAt", () => {
  it("is the conversation's own time", () => {
    expect(begunAt({ ...conversation({ text: "one", createdAt: 7 }), createdAt: 5 })).to.equal(5);
  });

  it("is the time of the first message of the owner that has one", () => {
    const all = conversation(
      { text: "a", role: "assistant", createdAt: 1 },
      { text: "b" },
      { text: "c", createdAt: 3 },
    );

    expect(begunAt(all)).to.equal(3);
  });

  it("is unknown without times", () => {
    expect(begunAt(conversation({ text: "one" }))).to.equal(null);
  });
});
