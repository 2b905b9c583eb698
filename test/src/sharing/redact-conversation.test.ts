import { expect } from "chai";
import { readContent } from "../../../src/export/message-text.ts";
import { normaliseConversation } from "../../../src/export/normalise-conversation.ts";
import type { RemovalKind } from "../../../src/export/removal-marks.ts";
import { createConversationRedactor } from "../../../src/sharing/redact-conversation.ts";
import { detectableKinds } from "../../../src/sharing/sharing-plan.ts";
import { node, quirkyElements, sampleConversation } from "../export/sample-conversations.ts";

const MAIL = "john@example.com";
const everything = createConversationRedactor({ kinds: [...detectableKinds, "word"], words: ["Erika"] });
const redacted = (element: unknown): unknown => JSON.parse(everything(JSON.stringify(element)).json);
const removedOf = (element: unknown): RemovalKind[] =>
  everything(JSON.stringify(element)).removals.map(({ kind }) => kind);
const withContent = (content: unknown, metadata: unknown = {}): unknown =>
  sampleConversation("c", { mapping: { n: node("n", null, "user", "", { content, metadata }) } });

describe("createConversationRedactor", () => {
  it("removes an address from every field that a reader takes text from", () => {
    for (const content of [
      { content_type: "text", parts: [`write to ${MAIL}`] },
      { content_type: "multimodal_text", parts: [{ content_type: "audio_transcription", text: MAIL }, null, MAIL] },
      { content_type: "code", language: "python", text: `to = "${MAIL}"` },
      { content_type: "execution_output", text: MAIL },
      { content_type: "tether_browsing_display", result: MAIL, summary: MAIL },
      { content_type: "tether_quote", url: `https://x.org/?m=${MAIL}`, domain: "x.org", text: MAIL, title: MAIL },
      { content_type: "sonic_webpage", title: MAIL, text: MAIL, snippet: MAIL },
      { content_type: "system_error", name: MAIL, text: MAIL },
      { content_type: "thoughts", thoughts: [{ summary: MAIL, content: MAIL, chunks: [], finished: true }] },
      { content_type: "reasoning_recap", content: MAIL },
      { content_type: "citable_code_output", output_str: MAIL },
      { content_type: "a_type_from_the_future", text: MAIL, more: { deep: [MAIL] } },
    ]) {
      const json = JSON.stringify(redacted(withContent(content)));
      expect(json, content.content_type).to.not.include("example.com");
      expect(json).to.include("[email removed]");
    }
  });

  it("removes it from titles, canvases, tool calls, file names and references, and from keys that are no names", () => {
    const metadata = {
      canvas: { textdoc_id: "1", title: MAIL, content: `Dear ${MAIL}` },
      aggregate_result: { code: `x = "${MAIL}"`, messages: [{ text: MAIL }] },
      attachments: [{ id: "file-1", name: `letter to ${MAIL}.pdf`, mime_type: "application/pdf" }],
      content_references: [{ matched_text: MAIL, url: `mailto:${MAIL}` }],
      search_queries: [{ q: MAIL }],
      kwargs: { [MAIL]: 1 },
    };
    const element = { ...(withContent({ content_type: "text", parts: [] }, metadata) as object), title: `Re: ${MAIL}` };
    expect(JSON.stringify(redacted(element))).to.not.include("example.com");
    expect(removedOf(element)).to.deep.equal(Array<RemovalKind>(10).fill("email"));
  });

  it("removes custom instructions and memory as a whole, and only where there are any", () => {
    const profile = withContent({
      content_type: "user_editable_context",
      user_profile: "I am 40.",
      user_instructions: " ",
    });
    const memory = withContent({ content_type: "model_editable_context", model_set_context: "[1] has a dog" });
    const context = { user_context_message_data: { about_user_message: "I am 40.", about_model_message: "" } };

    expect(JSON.stringify(redacted(profile))).to.not.include("40");
    expect(JSON.stringify(redacted(memory))).to.not.include("dog");
    expect(JSON.stringify(redacted(withContent({}, context)))).to.not.include("40");
    expect(removedOf(profile)).to.deep.equal(["instructions"]);
  });

  it("searches instructions like other texts when they may stay", () => {
    const keep = createConversationRedactor({ kinds: ["email"], words: [] });
    const profile = withContent({ content_type: "user_editable_context", user_profile: `I am ${MAIL}` });
    expect(keep(JSON.stringify(profile)).json).to.include("I am [email removed]");
  });

  it("empties the bits of thoughts, in which an address could lie in pieces", () => {
    const thought = { content: "all", chunks: ["my mail is john@exam", "ple.com"] };
    const json = JSON.stringify(redacted(withContent({ content_type: "thoughts", thoughts: [thought] })));
    expect(json).to.include('"chunks":["",""]');
  });

  it("keeps ids, times, numbers, types and models, whatever the owner's words are", () => {
    const hostile = createConversationRedactor({
      kinds: [...detectableKinds, "word"],
      words: ["user", "assistant", "text", "gpt-4o", "all", "c-user", "title", "mapping", "finished_successfully"],
    });
    const original = sampleConversation("c");
    const { mapping, ...rest } = JSON.parse(hostile(JSON.stringify(original)).json) as typeof original;

    expect({ ...rest, mapping: undefined }).to.deep.equal({ ...original, mapping: undefined });
    expect(Object.keys(mapping as object)).to.deep.equal(Object.keys(original.mapping as object));
  });

  it("leaves the tree, its times and roles as they were, for every irregular conversation", () => {
    for (const { name, element } of quirkyElements()) {
      const json = JSON.stringify(element);
      const before = normaliseConversation(JSON.parse(json), 0);
      const after = normaliseConversation(JSON.parse(everything(json).json), 0);
      expect(after, name).to.deep.equal(before);
    }
  });

  it("gives a conversation without finds back byte for byte", () => {
    const json = '{ "title": "a \\u00e9", "create_time": 1750000000.50, "mapping": {} }';
    expect(everything(json)).to.deep.equal({ json, removals: [] });
  });

  it("removes nothing when nothing was chosen", () => {
    const json = JSON.stringify(withContent({ content_type: "thoughts", thoughts: [{ chunks: [MAIL] }] }));
    expect(createConversationRedactor({ kinds: [], words: [] })(json)).to.deep.equal({ json, removals: [] });
  });

  it("leaves a mark that the reader takes out again: nobody is paid for it", () => {
    const [content] = [{ content_type: "text", parts: [`Write to ${MAIL} today, Erika`] }];
    const { text } = readContent((redacted({ content }) as { content: unknown }).content);
    expect(text).to.equal("Write to  today, ");
  });
});
