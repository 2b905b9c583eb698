import { expect } from "chai";
import { tallyPersonalData } from "../../../src/insights/personal-data.ts";
import { conversation } from "./some-conversation.ts";

describe("tallyPersonalData", () => {
  it("counts forms in all messages and the title, and keeps none of them", () => {
    const tally = tallyPersonalData();
    const told = conversation(
      { text: "Write to ann@mail.example or bob@mail.example from 203.0.113.7." },
      { role: "assistant", text: "DE89 3704 0044 0532 0130 00 belongs to ann@mail.example." },
    );
    tally.add({ ...told, title: "Mail to cy@mail.example" });

    expect(tally.result()).to.deep.equal([
      ["email", 4],
      ["phone", 0],
      ["card", 0],
      ["iban", 1],
      ["key", 0],
      ["ip", 1],
    ]);
    expect(JSON.stringify(tally.result())).to.not.contain("example");
  });
});
