import { expect } from "chai";
import { readContent } from "../../../src/export/message-text.ts";

const textOf = (content: unknown): string => readContent(content).text;

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
      isKnown: true,
    });
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
    expect(readContent({ parts: ["plain"] })).to.deep.equal({ contentType: "text", text: "plain", isKnown: true });
    expect(readContent("plain")).to.deep.equal({ contentType: "text", text: "plain", isKnown: true });
  });

  it("calls absent content none", () => {
    for (const content of [null, undefined, 7, []]) expect(readContent(content).contentType).to.equal("none");
  });

  it("keeps what it can of an unknown type", () => {
    expect(readContent({ content_type: "new", parts: ["kept"] })).to.deep.equal({
      contentType: "new",
      text: "kept",
      isKnown: false,
    });
    expect(textOf({ content_type: "new", text: "kept too" })).to.equal("kept too");
    expect(textOf({ content_type: "new", payload: 1 })).to.equal("");
  });

  it("gives well-formed text without citation marks", () => {
    expect(textOf({ content_type: "text", parts: ["cut \ud83d【1†source】"] })).to.equal("cut \ufffd");
  });
});
