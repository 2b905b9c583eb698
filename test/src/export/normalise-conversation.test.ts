import { expect } from "chai";
import fc from "fast-check";
import { isHidden, normaliseConversation } from "../../../src/export/normalise-conversation.ts";
import type { ConversationNotes } from "../../../src/export/normalise-conversation.ts";
import type { Conversation } from "../../../src/export/conversation.ts";
import { node, quirkyElements, sampleConversation } from "./sample-conversations.ts";

function read(raw: unknown): { conversation: Conversation; notes: ConversationNotes } {
  // Through JSON, as in an export: no undefined, own __proto__ keys.
  const result = normaliseConversation(JSON.parse(JSON.stringify(raw)), 0);
  if (result.kind === "skipped") throw new Error(result.reason);
  return result;
}

const messageOf = (changes: Record<string, unknown>) => {
  const mapping = { m: node("m", null, "assistant", "words", changes) };
  return read({ mapping }).conversation.messages[0]!;
};

describe("normalise conversation", () => {
  it("reads no conversation of more nodes than allowed", () => {
    const mapping = { a: node("a", null, "user", "one"), b: node("b", "a", "assistant", "two") };
    expect(normaliseConversation({ mapping }, 0, 2).kind).to.equal("conversation");
    expect(normaliseConversation({ mapping }, 0, 1)).to.deep.equal({ kind: "skipped", reason: "TOO_MANY_NODES" });
  });

  it("reads the 2025 form", () => {
    const { conversation, notes } = read(sampleConversation("c1", { gizmo_id: "g-p-project" }));
    expect(conversation).to.deep.equal({
      id: "c1",
      title: "c1",
      createdAt: 1_750_000_000,
      updatedAt: 1_750_000_600,
      messages: [
        message("c1-system", null, "system", "", { hidden: true }),
        message("c1-user", "c1-system", "user", "How do tides work?", { createdAt: 1_750_000_000 }),
        message("c1-answer", "c1-user", "assistant", "By the moon.", { createdAt: 1_750_000_004, model: "gpt-4o" }),
      ],
      visible: ["c1-user", "c1-answer"],
      models: ["gpt-4o"],
      gizmoId: "g-p-project",
    });
    expect(notes.hasChildren).to.equal(true);
    expect(Object.values(notes.repairs)).to.deep.equal([0, 0, 0, 0, 0, 0]);
  });

  it("reads the slim form of 2026: no children, no status, weight or recipient", () => {
    const slim = (id: string, parent: string, role: string, content: unknown): unknown => ({
      id,
      message: { author: { role, name: null }, content, create_time: 1_781_000_000, id, metadata: {} },
      parent,
    });
    const mapping = {
      r: { id: "r", message: null, parent: null },
      u: slim("u", "r", "user", { content_type: "text", parts: ["Question"] }),
      t: slim("t", "u", "assistant", { content_type: "code", text: 'search("x")' }),
      a: slim("a", "t", "assistant", { content_type: "text", parts: ["Answer"] }),
    };
    const { conversation, notes } = read({ conversation_id: "s", current_node: "a", mapping });
    expect(conversation.visible).to.deep.equal(["u", "a"]);
    expect(notes.hasChildren).to.equal(false);
  });

  for (const { name, element, visible } of quirkyElements().filter((quirk) => quirk.name !== "duplicate id, second")) {
    it(`handles ${name}`, () => {
      const raw: unknown = JSON.parse(JSON.stringify(element));
      const result = normaliseConversation(raw, 0);
      expect(result.kind === "skipped" ? null : result.conversation.visible.length).to.equal(visible);
    });
  }

  it("says why an element is no conversation", () => {
    expect(normaliseConversation(null, 0)).to.deep.equal({ kind: "skipped", reason: "NOT_AN_OBJECT" });
    expect(normaliseConversation([], 0)).to.deep.equal({ kind: "skipped", reason: "NOT_AN_OBJECT" });
    expect(normaliseConversation({}, 0)).to.deep.equal({ kind: "skipped", reason: "NO_MAPPING" });
    expect(normaliseConversation({ mapping: [] }, 0)).to.deep.equal({ kind: "skipped", reason: "NO_MAPPING" });
  });

  it("names a conversation without id by its place", () => {
    const result = normaliseConversation({ mapping: {} }, 41);
    expect(result).to.have.nested.property("conversation.id", "unnamed-41");
    expect(result).to.have.nested.property("notes.repairs.CONVERSATION_ID_MISSING", 1);
  });

  it("keeps every branch once and shows the current one", () => {
    const mapping = {
      q: node("q", null, "user", "Question"),
      a: node("a", "q", "assistant", "First"),
      b: node("b", "q", "assistant", "Second"),
    };
    const { conversation } = read({ mapping, current_node: "a" });
    expect(conversation.messages.map(({ id }) => id)).to.deep.equal(["q", "a", "b"]);
    expect(conversation.visible).to.deep.equal(["q", "a"]);
  });

  it("gives messages in the order of JavaScript: array indices ascending, then the file's order", () => {
    const keys = ["b", "10", "01", "2", "a", "4294967294", "4294967295", "-1", "1.5", "0"];
    const nodes = keys.map((key) => `${JSON.stringify(key)}:${JSON.stringify(node(key, null, "user", key))}`);
    const repeated = `"b":${JSON.stringify(node("b", null, "user", "last"))}`;
    const raw: unknown = JSON.parse(`{"mapping":{${[...nodes, repeated].join()}}}`);
    const result = normaliseConversation(raw, 0);
    if (result.kind === "skipped") throw new Error(result.reason);
    const { messages, visible } = result.conversation;
    expect(messages.map(({ id }) => id)).to.deep.equal(
      ["0", "2", "10", "4294967294", "b", "01", "a", "4294967295", "-1", "1.5"], // prettier-ignore
    );
    expect(messages[4]!.text).to.equal("last");
    // Of leaves without a time the last one is shown.
    expect(visible).to.deep.equal(["1.5"]);
  });

  it("keeps the thread whole across a system turn in its middle", () => {
    const mapping = {
      q: node("q", null, "user", "Question"),
      s: node("s", "q", "system", "note"),
      a: node("a", "s", "assistant", "Answer"),
    };
    expect(read({ mapping, current_node: "a" }).conversation.visible).to.deep.equal(["q", "a"]);
  });

  it("counts nodes and roles it cannot read", () => {
    const mapping = { bad: 7, odd: node("odd", null, "wizard", "hm"), nobody: { message: {}, parent: null } };
    const { conversation, notes } = read({ mapping });
    expect(notes.repairs).to.include({ NODE_NOT_AN_OBJECT: 1, ROLE_UNKNOWN: 2 });
    expect(conversation.messages.map(({ role, hidden }) => ({ role, hidden }))).to.deep.equal([
      { role: "tool", hidden: true },
      { role: "tool", hidden: true },
    ]);
  });

  it("notes unknown content types", () => {
    const mapping = { m: node("m", null, "user", "", { content: { content_type: "hologram", parts: ["x"] } }) };
    expect(read({ mapping }).notes.unknownContentTypes.toRecord()).to.deep.equal({ hologram: 1 });
  });

  it("notes keys that no export had before, wherever they are", () => {
    const odd = { ...node("m", null, "user", "hello", { mood: 1, metadata: { mood: 1 } }), mood: 1 };
    expect(read({ mapping: { m: odd }, mood: 1 }).notes.unknownKeys.toRecord()).to.deep.equal({
      "conversation.mood": 1,
      "message.mood": 1,
      "metadata.mood": 1,
      "node.mood": 1,
    });
    const author = { role: "user", mood: 1 };
    const content = { content_type: "text", parts: ["hi"], mood: 1 };
    const mapping = { m: node("m", null, "user", "hello", { author, content }) };
    expect(read({ mapping }).notes.unknownKeys.toRecord()).to.deep.equal({ "author.mood": 1, "content.text.mood": 1 });
  });

  it("notes unknown roles by their name, as far as that can be nobody's words", () => {
    const roles = ["developer", "developer", "my secret words", 7];
    const mapping = Object.fromEntries(roles.map((role, index) => [`m${index}`, node("m", null, "user", "", { author: { role } })])); // prettier-ignore
    const { notes } = read({ mapping });
    expect(notes.repairs).to.include({ ROLE_UNKNOWN: 4 });
    expect(notes.unknownValues.toRecord()).to.deep.equal({ "role.developer": 2, other: 1 });
  });

  it("takes models from assistants only and locales from anyone", () => {
    const metadata = { model_slug: "gpt-5", message_locale: "de-DE" };
    expect(messageOf({ metadata })).to.include({ model: "gpt-5", locale: "de-DE" });
    expect(messageOf({ metadata, author: { role: "user" } })).to.include({ model: null, locale: "de-DE" });
  });

  it("never fails and never pollutes prototypes", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (mapping, current) => {
        const raw: unknown = JSON.parse(JSON.stringify({ mapping, current_node: current }));
        expect(normaliseConversation(raw, 0).kind).to.equal("conversation");
        expect(Object.keys(Object.prototype)).to.deep.equal([]);
      }),
    );
  });
});

describe("hidden messages", () => {
  it("hides system and tool turns", () => {
    expect(isHidden({}, "system", "text", "x")).to.equal(true);
    expect(isHidden({}, "tool", "text", "x")).to.equal(true);
    expect(isHidden({}, "user", "text", "x")).to.equal(false);
    expect(isHidden({}, "assistant", "text", "x")).to.equal(false);
  });

  it("hides what the metadata marks", () => {
    expect(messageOf({ metadata: { is_visually_hidden_from_conversation: true } }).hidden).to.equal(true);
    expect(messageOf({ metadata: { is_user_system_message: true } }).hidden).to.equal(true);
    expect(messageOf({ metadata: { is_visually_hidden_from_conversation: false } }).hidden).to.equal(false);
  });

  it("hides what is addressed to a tool", () => {
    expect(messageOf({ recipient: "python" }).hidden).to.equal(true);
    expect(messageOf({ recipient: "all" }).hidden).to.equal(false);
  });

  it("takes an assistant's code for a tool call only where no recipient is named", () => {
    const content = { content_type: "code", text: "x" };
    expect(messageOf({ content, recipient: undefined }).hidden).to.equal(true);
    expect(messageOf({ content, recipient: "all" }).hidden).to.equal(false);
    expect(messageOf({ content, recipient: undefined, author: { role: "user" } }).hidden).to.equal(false);
  });

  it("hides reasoning, private context, absent content and empty text", () => {
    for (const type of ["thoughts", "reasoning_recap", "user_editable_context", "model_editable_context"]) {
      expect(messageOf({ content: { content_type: type } }).hidden, type).to.equal(true);
    }
    expect(messageOf({ content: null }).hidden).to.equal(true);
    expect(messageOf({ content: { content_type: "text", parts: [""] } }).hidden).to.equal(true);
  });

  it("shows a picture without words", () => {
    expect(messageOf({ content: { content_type: "multimodal_text", parts: [{}] } }).hidden).to.equal(false);
  });
});

function message(
  id: string,
  parentId: string | null,
  role: string,
  text: string,
  changes: Record<string, unknown>,
): unknown {
  return {
    id,
    parentId,
    role,
    text,
    createdAt: null,
    contentType: "text",
    hidden: false,
    model: null,
    locale: null,
    ...changes,
  };
}
