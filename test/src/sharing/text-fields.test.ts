import { expect } from "chai";
import { fieldKindOf } from "../../../src/sharing/text-fields.ts";

const kind = (key: string, text: string, owner = "message"): string => fieldKindOf(text, { key, owner, isKey: false });
const keyKind = (text: string, under: string | null): string =>
  fieldKindOf(text, { key: under, owner: null, isKey: true });

describe("fieldKindOf", () => {
  it("takes what people, machines and pages say for text, and so whatever is not known", () => {
    for (const key of [
      "parts",
      "title",
      "text",
      "result",
      "summary",
      "content",
      "output_str",
      "url",
      "code",
      "new_field",
    ]) {
      expect(kind(key, "hello"), key).to.equal("text");
    }
    expect(kind("name", "Passport.pdf", "attachments")).to.equal("text");
    expect(fieldKindOf("hello", { key: null, owner: null, isKey: false })).to.equal("text");
  });

  it("takes ids, times, models and types for structure", () => {
    for (const [key, text] of [
      ["role", "user"],
      ["content_type", "multimodal_text"],
      ["model_slug", "gpt-4o"],
      ["message_locale", "de-DE"],
      ["request_id", "6819f1a2-7c1c-8005-9a8b-123456789012"],
      ["create_time", "2025-06-15T15:06:48.000Z"],
      ["asset_pointer", "file-service://file-0123456789"],
      ["mime_type", "image/png"],
    ] as const) {
      expect(kind(key, text), key).to.equal("structure");
    }
    expect(kind("name", "python", "author")).to.equal("structure");
  });

  it("takes words that stand where a technical value belongs for text", () => {
    expect(kind("status", "call me at home")).to.equal("text");
    expect(kind("user_id", "john@example.com")).to.equal("text");
  });

  it("never takes what holds the tree together for text", () => {
    for (const key of ["id", "parent", "children", "current_node", "conversation_id"]) {
      expect(kind(key, "john@example.com"), key).to.equal("structure");
    }
    expect(keyKind("john@example.com", "mapping")).to.equal("structure");
  });

  it("takes keys for text only where they are no technical names", () => {
    expect(keyKind("content_type", null)).to.equal("structure");
    expect(keyKind("john@example.com", "kwargs")).to.equal("text");
    expect(keyKind("+49 170 1234567", "kwargs")).to.equal("text");
  });

  it("knows custom instructions and memory, and the bits of a thought", () => {
    for (const key of [
      "user_profile",
      "user_instructions",
      "about_user_message",
      "about_model_message",
      "model_set_context",
    ]) {
      expect(kind(key, "I live in Bonn"), key).to.equal("instructions");
    }
    expect(kind("chunks", "my mail is jo", "thoughts")).to.equal("bits");
    expect(kind("chunks", "x", "other")).to.equal("text");
  });
});
