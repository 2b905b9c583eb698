import { expect } from "chai";
import { readPrivateTexts } from "../../../src/export/private-context.ts";

const whole = (...messages: readonly unknown[]): string =>
  JSON.stringify({
    create_time: 5.5,
    mapping: Object.fromEntries(messages.map((message, index) => [`n${index}`, { message }])),
  });
const note = (content: unknown, more: object = {}) => ({ recipient: "bio", content, create_time: 9.9, ...more });

describe("readPrivateTexts", () => {
  it("reads custom instructions and memory, with the conversation's time where the message has none", () => {
    const json = whole(
      { content: { content_type: "user_editable_context", user_profile: "A nurse.", user_instructions: "Be brief." } },
      { content: { content_type: "model_editable_context", model_set_context: "1. Has a dog." }, create_time: 7 },
    );

    expect(readPrivateTexts(json)).to.deep.equal([
      { kind: "profile", text: "A nurse.", createdAt: 5 },
      { kind: "instructions", text: "Be brief.", createdAt: 5 },
      { kind: "memory", text: "1. Has a dog.", createdAt: 7 },
    ]);
  });

  it("reads them from the metadata of 2023 and 2024 too", () => {
    const metadata = {
      user_context_message_data: { about_user_message: "A nurse.", about_model_message: "Be brief." },
    };

    expect(readPrivateTexts(whole({ metadata })).map(({ kind, text }) => [kind, text])).to.deep.equal([
      ["profile", "A nurse."],
      ["instructions", "Be brief."],
    ]);
  });

  it("reads what ChatGPT wrote into its memory, whichever content it used", () => {
    const texts = readPrivateTexts(
      whole(
        note({ content_type: "code", text: "Has a dog." }),
        note({ content_type: "text", parts: ["Sings.", null, 3] }),
        note({ content_type: "text", parts: ["Elsewhere."] }, { recipient: "python" }),
      ),
    );

    expect(texts).to.deep.equal([
      { kind: "note", text: "Has a dog.", createdAt: 9 },
      { kind: "note", text: "Sings.", createdAt: 9 },
    ]);
  });

  it("leaves out what is empty, removed, or of another shape, and mends half characters", () => {
    const content = { user_profile: " ", user_instructions: "[instructions removed]", model_set_context: ["a"] };

    expect(readPrivateTexts(whole({ content: { content_type: "user_editable_context", ...content } }))).to.deep.equal(
      [],
    );
    for (const json of [
      '"bio"',
      '["bio"]',
      '{"mapping":["bio"]}',
      '{"mapping":{"a":null,"b":{"message":"bio"},"bio":3}}',
    ]) {
      expect(readPrivateTexts(json), json).to.deep.equal([]);
    }
    expect(readPrivateTexts(whole(note({ text: "a\ud800" })))).to.deep.include({
      kind: "note",
      text: "a\ufffd",
      createdAt: 9,
    });
  });

  it("does not look into a conversation without such names", () => {
    expect(readPrivateTexts("no JSON at all")).to.deep.equal([]);
  });
});
