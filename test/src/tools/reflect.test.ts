import { expect } from "chai";
import type { Conversation } from "../../../src/export/conversation.ts";
import { reflect } from "../../../src/tools/reflect.ts";
import { codeOf } from "../../helpers/code-of.ts";
import { idOf, said, stream, talk } from "./some-archive.ts";

const reflectionsOn = async (...conversations: readonly Conversation[]) => {
  const { reflections } = await reflect(stream(...conversations));
  return Object.fromEntries(reflections.map(({ kind, evidence }) => [kind, evidence]));
};
const about = (number: number) => ({ id: idOf(number), title: `Talk ${number}` });
const figure = (text: string) => ({ text, day: null, conversation: null });
/** Conversations on the first days of consecutive months of 2025, from `from` (0 is January). */
const monthly = (from: number, count: number, text: string): Conversation[] =>
  Array.from({ length: count }, (_, index) => {
    const day = new Date(Date.UTC(2025, from + index, 1, 9)).toISOString().slice(0, 16);
    return said(100 + from + index, day, text);
  });

describe("reflect", () => {
  it("finds a question that came back after two months, and one left open", async () => {
    const found = await reflectionsOn(
      said(1, "2026-03-02T10:00", "How do I feed a sourdough?"),
      said(2, "2026-01-01T10:00", "how do I feed a sourdough?", "Thanks."),
    );

    expect(found).to.deep.equal({
      "asked-again": [
        { text: "“how do I feed a sourdough?”", day: "2026-01-01", conversation: about(2) },
        { text: "“How do I feed a sourdough?”", day: "2026-03-02", conversation: about(1) },
        figure("asked in 2 conversations, 60 days from the first to the last"),
      ],
      "left-open": [
        { text: "“How do I feed a sourdough?”", day: "2026-03-02", conversation: about(1) },
        figure("no answer follows it"),
      ],
    });
  });

  it("finds a theme that vanished and one that lasts", async () => {
    const found = await reflectionsOn(...monthly(0, 6, "bread oven"), ...monthly(6, 6, "oven"));

    expect(found).to.deep.equal({
      "vanished-theme": [
        figure("“bread” in 6 conversations from 2025-01-01 to 2025-06-01, and none in the 183 days that follow"),
      ],
      "lasting-theme": [figure("“oven” in 12 conversations from 2025-01-01 to 2025-12-01, in 12 different weeks")],
    });
  });

  it("finds what was said differently, the newest change, and what was understood last", async () => {
    const found = await reflectionsOn(
      said(1, "2025-01-01T10:00", "I live in Bonn. I work at Acme. Now I understand rye."),
      said(2, "2025-02-01T10:00", "I live in Berlin. Now I understand wheat."),
      said(3, "2025-03-01T10:00", "I work at Globex."),
    );

    expect(found).to.deep.equal({
      "changed-fact": [
        { text: "“I work at Acme.”", day: "2025-01-01", conversation: about(1) },
        { text: "“I work at Globex.”", day: "2025-03-01", conversation: about(3) },
      ],
      understood: [{ text: "“Now I understand wheat.”", day: "2025-02-01", conversation: about(2) }],
    });
  });

  it("tells the hour of most messages, of at least fifty", async () => {
    const night = said(1, "2025-01-01T23:15", ...Array.from({ length: 50 }, (_, index) => String(index)));
    const { reflections } = await reflect(stream(night), "Europe/Berlin");

    expect(reflections.map(({ evidence }) => evidence)).to.deep.equal([
      [figure("50 of 50 messages between 0:00 and 0:59")],
    ]);
    expect(await reflectionsOn(said(1, "2025-01-01T23:15", ...Array<string>(49).fill("a")))).to.deep.equal({});
  });

  it("prefers the question that was asked on and on, then the newest", async () => {
    const open = async (...conversations: readonly Conversation[]) =>
      (await reflectionsOn(...conversations))["left-open"]?.[0]?.text;
    const persistent = said(1, "2025-01-01T10:00", "A?", "B?", "C?");
    const [old, recent] = [said(2, "2025-02-01T10:00", "Old?"), said(3, "2025-03-01T10:00", "New?")];

    expect(await open(old, persistent, recent)).to.equal("“C?”");
    expect(await open(recent, old)).to.equal("“New?”");
    expect(await open(talk(4, {}, { text: "Timeless?" }), old)).to.equal("“Old?”");
  });

  it("is at most one of each of seven kinds, and the same each time", async () => {
    const whole = [
      ...monthly(0, 6, "bread oven: how do I bake a bread?"),
      ...monthly(6, 6, "oven"),
      said(1, "2025-01-01T10:00", "I live in Bonn. Now I understand."),
      said(2, "2025-12-01T10:00", "I live in Rome.", ...Array<string>(150).fill("Hm.")),
    ];
    const [first, second] = [await reflect(stream(...whole)), await reflect(stream(...whole))];

    expect(first.reflections.map(({ kind }) => kind)).to.deep.equal([
      ...["asked-again", "left-open", "vanished-theme", "lasting-theme", "changed-fact", "understood", "hours"],
    ]);
    expect(JSON.stringify(first)).to.equal(JSON.stringify(second));
  });

  it("finds nothing in one conversation without a time", async () => {
    expect(await reflectionsOn(talk(1, {}, { text: "Hello." }))).to.deep.equal({});
  });

  it("refuses an export without anything of its owner, and a zone that there is not", async () => {
    expect(await codeOf(reflect(stream(talk(1, {}, { role: "assistant", text: "Hi" }))))).to.equal(
      "INSIGHTS_NOTHING_WRITTEN",
    );
    expect(await codeOf(reflect(stream(), "Mars/Olympus"))).to.equal("INSIGHTS_UNKNOWN_ZONE");
  });

  it("T61: takes a text of 300,000 characters", async () => {
    for (const pump of ["a? ", "how is it? ", "```\n", "now i see ", "?"]) {
      const { reflections } = await reflect(stream(said(1, "2026-01-12T10:00", pump.repeat(300_000 / pump.length))));
      expect(reflections, pump).to.deep.equal([]);
    }
  });
});
