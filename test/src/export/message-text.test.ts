import { expect } from "chai";
import { readContent } from "../../../src/export/message-text.ts";
import { createDrift } from "../../../src/export/name-tally.ts";

const textOf = (content: unknown): string => readContent(content).text;

/** Unknown content types, keys and values. */
function driftOf(content: unknown): unknown[] {
  const drift = createDrift();
  readContent(content, drift);
  return [drift.unknownContentTypes, drift.unknownKeys, drift.unknownValues].map((tally) => tally.toRecord());
}

describe("message text", () => {
  it("joins the strings among the parts", () => {
    expect(textOf({ content_type: "text", parts: ["one", null, 3, "two"] })).to.equal("one\ntwo");
  });

  it("takes transcriptions of speech out of multimodal parts and leaves pictures", () => {
    const parts = [
      { content_type: "image_asset_pointer", asset_pointer: "sediment://file_1" },
      { content_type: "audio_transcription", text: "spoken", direction: "in" },
      "written",
    ];
    expect(readContent({ content_type: "multimodal_text", parts })).to.deep.equal({
      contentType: "multimodal_text",
      text: "spoken\nwritten",
    });
    expect(driftOf({ content_type: "multimodal_text", parts })).to.deep.equal([{}, {}, {}]);
  });

  it("takes the marks of what was removed out again", () => {
    expect(textOf({ parts: ["call [phone removed], or mail [email removed]"] })).to.equal("call , or mail ");
    expect(textOf({ parts: ["[key removed]"] })).to.equal("");
  });

  it("reads every known type by its own field", () => {
    expect(textOf({ content_type: "code", language: "python", text: "print(1)" })).to.equal("print(1)");
    expect(textOf({ content_type: "execution_output", text: "1" })).to.equal("1");
    expect(textOf({ content_type: "tether_quote", text: "quoted", url: "https://example.org" })).to.equal("quoted");
    expect(textOf({ content_type: "tether_browsing_display", result: "page", summary: null })).to.equal("page");
    expect(textOf({ content_type: "sonic_webpage", text: "web" })).to.equal("web");
    expect(textOf({ content_type: "system_error", name: "E", text: "timed out" })).to.equal("timed out");
    expect(textOf({ content_type: "reasoning_recap", content: "Thought for 2 seconds" })).to.equal(
      "Thought for 2 seconds",
    );
    expect(textOf({ content_type: "thoughts", thoughts: [{ content: "a" }, { summary: "b" }, null] })).to.equal("a");
    expect(textOf({ content_type: "citable_code_output", output_str: "out" })).to.equal("out");
    expect(textOf({ content_type: "computer_output", screenshot: {} })).to.equal("");
  });

  it("leaves out custom instructions and memory", () => {
    expect(textOf({ content_type: "user_editable_context", user_profile: "private" })).to.equal("");
    expect(textOf({ content_type: "model_editable_context", model_set_context: "private" })).to.equal("");
  });

  it("survives fields of the wrong type", () => {
    for (const type of [
      "text",
      "code",
      "thoughts",
      "reasoning_recap",
      "tether_browsing_display",
      "citable_code_output",
    ]) {
      expect(textOf({ content_type: type, parts: 1, text: {}, thoughts: "x", content: [], result: 2 }), type).to.equal(
        "",
      );
    }
  });

  it("takes parts without a type and bare strings for text", () => {
    expect(readContent({ parts: ["plain"] })).to.deep.equal({ contentType: "text", text: "plain" });
    expect(readContent("plain")).to.deep.equal({ contentType: "text", text: "plain" });
    for (const content of [{ parts: ["plain"] }, "plain"]) expect(driftOf(content)).to.deep.equal([{}, {}, {}]);
  });

  it("calls absent content none", () => {
    for (const content of [null, undefined, 7, []]) expect(readContent(content).contentType).to.equal("none");
  });

  it("keeps what it can of an unknown type", () => {
    expect(readContent({ content_type: "new", parts: ["kept"] })).to.deep.equal({
      contentType: "new",
      text: "kept",
    });
    expect(driftOf({ content_type: "new", parts: [{ content_type: "x" }], blocks: [] })).to.deep.equal([
      { new: 1 },
      {},
      {},
    ]);
    expect(textOf({ content_type: "new", text: "kept too" })).to.equal("kept too");
    expect(textOf({ content_type: "new", payload: 1 })).to.equal("");
  });

  it("counts parts of unknown types, by their type", () => {
    const parts = ["kept", null, { content_type: "rich_text_v2", value: "lost" }, { content_type: 7 }, 3, {}];
    for (const content_type of ["text", "multimodal_text"]) {
      expect(driftOf({ content_type, parts })).to.deep.equal([{}, {}, { "part.none": 3, "part.rich_text_v2": 1 }]);
    }
    expect(driftOf({ parts: [{ content_type: "somebody's words" }] })).to.deep.equal([{}, {}, { other: 1 }]);
  });

  it("counts keys that a known type never had, in which its text may be now", () => {
    expect(driftOf({ content_type: "text", text: "lost" })).to.deep.equal([{}, { "content.text.text": 1 }, {}]);
    expect(driftOf({ content_type: "code", parts: ["lost"] })).to.deep.equal([{}, { "content.code.parts": 1 }, {}]);
    expect(driftOf({ content_type: "computer_output", words: "lost" })).to.deep.equal([
      {},
      { "content.computer_output.words": 1 },
      {},
    ]);
  });

  it("counts fields of another shape than its text ever had", () => {
    expect(driftOf({ content_type: "text", parts: "lost" })).to.deep.equal([{}, {}, { "shape.text.parts": 1 }]);
    expect(driftOf({ content_type: "code", text: ["lost"] })).to.deep.equal([{}, {}, { "shape.code.text": 1 }]);
    expect(driftOf({ content_type: "thoughts", thoughts: ["lost", { summary: "s" }, null] })).to.deep.equal([
      {},
      {},
      { "shape.thoughts.thoughts": 1 },
    ]);
    expect(driftOf(["lost"])).to.deep.equal([{}, {}, { "shape.message.content": 1 }]);
    expect(driftOf({ content_type: "tether_browsing_display", result: null, assets: [] })).to.deep.equal([{}, {}, {}]);
  });

  it("gives well-formed text without citation marks", () => {
    expect(textOf({ content_type: "text", parts: ["cut \ud83d【1†source】"] })).to.equal("cut \ufffd");
  });
});
