import { expect } from "chai";
import type { Conversation } from "../../../src/export/conversation.ts";
import { recallMemory } from "../../../src/tools/memory.ts";
import { codeOf } from "../../helpers/code-of.ts";
import { at, idOf, said, stream, talk } from "./some-archive.ts";

const whole = (conversation: Conversation, content: unknown = null) => ({
  conversation,
  json: JSON.stringify({ create_time: conversation.messages[0]?.createdAt, mapping: { m: { message: { content } } } }),
});

describe("recallMemory", () => {
  it("gathers what ChatGPT keeps, what its owner says, and what they said differently", async () => {
    const [bonn, berlin] = ["2024-05-01T12:00", "2026-05-01T12:00"].map(at);
    const memory = await recallMemory(
      stream(
        whole(said(2, "2026-05-01T12:00", "I live in Berlin. I am a nurse.", "What is rye?"), {
          content_type: "model_editable_context",
          model_set_context: "1. [2025-01-02]. Bakes.",
        }),
        whole(said(1, "2024-05-01T12:00", "I live in Bonn. I am a nurse."), {
          content_type: "user_editable_context",
          user_profile: "A baker.",
          user_instructions: "Be brief.",
        }),
      ),
    );

    const [early, late] = [1, 2].map((number) => ({ id: idOf(number), title: `Talk ${number}` }));
    const ofHome = (sentence: string, when: number | undefined, conversation: unknown) => {
      const statement = { sentence, at: when, conversation };
      return { slot: "home", value: sentence.slice(10, -1), conversations: 1, first: statement, last: statement };
    };
    expect(memory).to.deep.equal({
      timeZone: "UTC",
      profile: [{ lines: ["A baker."], conversations: 1, firstAt: bonn, lastAt: bonn }],
      instructions: [{ lines: ["Be brief."], conversations: 1, firstAt: bonn, lastAt: bonn }],
      entries: [{ text: "Bakes.", notedOn: "2025-01-02", conversations: 1, firstAt: berlin, lastAt: berlin }],
      facts: [
        {
          ...{ slot: "being", value: "nurse", conversations: 2 },
          first: { sentence: "I am a nurse.", at: bonn, conversation: early },
          last: { sentence: "I am a nurse.", at: berlin, conversation: late },
        },
      ],
      differences: [
        {
          slot: "home",
          values: [ofHome("I live in Bonn.", bonn, early), ofHome("I live in Berlin.", berlin, late)],
        },
      ],
    });
  });

  it("takes nothing that ChatGPT said for a fact, nor what is quoted", async () => {
    const { facts, differences } = await recallMemory(
      stream(
        ...[1, 2].map((number) =>
          whole(talk(number, {}, { text: "> I am a nurse" }, { role: "assistant", text: "I live in Berlin" })),
        ),
      ),
    );

    expect([facts, differences]).to.deep.equal([[], []]);
  });

  it("refuses an export without anything of its owner, and a zone that there is not", async () => {
    const nothing = whole(talk(1, {}, { role: "assistant", text: "Hello" }));

    expect(await codeOf(recallMemory(stream(nothing)))).to.equal("INSIGHTS_NOTHING_WRITTEN");
    expect(await codeOf(recallMemory(stream(), "Mars/Olympus"))).to.equal("INSIGHTS_UNKNOWN_ZONE");
  });

  it("T61: takes a text of 300,000 characters", async () => {
    for (const pump of ["I am a ", "my a is b, ", ". ", "```\n", "i live in\n"]) {
      const text = pump.repeat(300_000 / pump.length);
      const context = { content_type: "model_editable_context", model_set_context: text };
      const { profile } = await recallMemory(stream(whole(said(1, "2026-01-12T10:00", text), context)));
      expect(profile, pump).to.deep.equal([]);
    }
  });
});
