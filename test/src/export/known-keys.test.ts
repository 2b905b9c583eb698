import { expect } from "chai";
import { tallyUnknownContentKeys, tallyUnknownKeys } from "../../../src/export/known-keys.ts";
import { NameTally } from "../../../src/export/name-tally.ts";

describe("unknown keys", () => {
  it("are counted by the object they stand in", () => {
    const tally = new NameTally();
    tallyUnknownKeys("conversation", { title: "", mapping: {}, mood: 1 }, tally);
    tallyUnknownKeys("message", { mood: 1, author: {} }, tally);
    tallyUnknownKeys("message", { mood: 1, mapping: {} }, tally);

    expect(tally.toRecord()).to.deep.equal({ "conversation.mood": 1, "message.mapping": 1, "message.mood": 2 });
  });

  it("of content are counted by its type; of an unknown type there are none", () => {
    const tally = new NameTally();
    tallyUnknownContentKeys("code", { content_type: "code", text: "", language: "", parts: [] }, tally);
    tallyUnknownContentKeys("new", { parts: [] }, tally);
    expect(tally.toRecord()).to.deep.equal({ "content.code.parts": 1 });
  });

  it("are own keys, whatever their name", () => {
    const tally = new NameTally();
    tallyUnknownKeys("metadata", JSON.parse('{"__proto__":1,"toString":2,"model_slug":"x"}') as never, tally);

    expect(tally.toRecord()).to.deep.equal({ "metadata.__proto__": 1, "metadata.toString": 1 });
  });
});
