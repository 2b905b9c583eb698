import { expect } from "chai";
import type { Conversation } from "../../../src/export/conversation.ts";
import { insightsIn, writeJournal } from "../../../src/tools/journal.ts";
import { codeOf } from "../../helpers/code-of.ts";
import { at, idOf, said, stream, talk } from "./some-archive.ts";

const journalOf = (...conversations: readonly Conversation[]) => writeJournal(stream(...conversations));

describe("writeJournal", () => {
  it("tells a week: what occupied its owner, what stayed open, what was understood", async () => {
    const { weeks, undated } = await journalOf(
      said(1, "2026-01-12T10:00", "My bread sinks.", "The bread again", "Why does bread sink?"),
      said(2, "2026-01-18T23:59", "Now I understand yeast."),
    );

    const [one, two] = [1, 2].map((number) => ({ id: idOf(number), title: `Talk ${number}` }));
    expect(undated).to.deep.equal([]);
    expect(weeks).to.deep.equal([
      {
        ...{ week: "2026-W03", from: "2026-01-12", to: "2026-01-18", messages: 4, days: 2, conversations: 2 },
        words: [["bread", 3]],
        visits: [
          { conversation: one, messages: 3 },
          { conversation: two, messages: 1 },
        ],
        open: [
          {
            ...{ sentence: "Why does bread sink?", at: at("2026-01-12T10:00"), conversation: one },
            ...{ reason: "unanswered", asked: 1 },
          },
        ],
        learned: [{ sentence: "Now I understand yeast.", at: at("2026-01-18T23:59"), conversation: two }],
        firsts: [],
      },
    ]);
  });

  it("puts messages into the weeks of the owner's time zone", async () => {
    const sunday = said(1, "2026-01-18T23:30", "Late.");
    const weeksIn = async (zone?: string) => (await writeJournal(stream(sunday), zone)).weeks.map(({ week }) => week);

    expect(await weeksIn()).to.deep.equal(["2026-W03"]);
    expect(await weeksIn("Europe/Berlin")).to.deep.equal(["2026-W04"]);
  });

  it("divides a conversation among its weeks, and orders weeks by time whatever the export's order", async () => {
    const long = talk(
      3,
      {},
      { text: "a", createdAt: at("2026-02-02T00:00") },
      { text: "b", createdAt: at("2026-01-05T00:00") },
      { text: "c", createdAt: at("2026-02-03T00:00") },
    );

    const { weeks } = await journalOf(long, said(1, "2026-01-20T00:00", "d"));

    expect(weeks.map(({ week, messages }) => [week, messages])).to.deep.equal([
      ["2026-W02", 1],
      ["2026-W04", 1],
      ["2026-W06", 2],
    ]);
  });

  it("names what came up first and came back, but not in the first four weeks", async () => {
    const week = (number: number) => new Date(Date.UTC(2026, 0, 5 + 7 * number)).toISOString().slice(0, 16);
    const { weeks } = await journalOf(
      ...[0, 1, 2].map((number) => said(number, week(number), "bread")),
      ...[4, 5, 6].map((number) => said(number, week(number), "violin")),
      ...[7, 8].map((number) => said(number, week(number), "chess")),
    );

    expect(weeks.map(({ firsts }) => firsts).filter((firsts) => firsts.length > 0)).to.deep.equal([[["violin", 3]]]);
    expect(weeks.find(({ firsts }) => firsts.length > 0)?.week).to.equal("2026-W06");
  });

  it("shows at most five of a kind", async () => {
    const { weeks } = await journalOf(
      ...Array.from({ length: 9 }, (_, number) => said(number, "2026-01-12T10:00", "Now I understand.", "Why so?")),
    );

    expect(weeks.map(({ visits, open, learned }) => [visits.length, open.length, learned.length])).to.deep.equal([
      [5, 5, 5],
    ]);
  });

  it("keeps conversations without any time apart", async () => {
    expect(await journalOf(talk(1, { title: "Once" }, { text: "When?" }))).to.deep.equal({
      timeZone: "UTC",
      weeks: [],
      undated: [{ conversation: { id: idOf(1), title: "Once" }, messages: 1 }],
    });
  });

  it("refuses an export without anything of its owner, and a zone that there is not", async () => {
    expect(await codeOf(journalOf(talk(1, {}, { role: "assistant", text: "Hello" })))).to.equal(
      "INSIGHTS_NOTHING_WRITTEN",
    );
    expect(await codeOf(writeJournal(stream(), "Mars/Olympus"))).to.equal("INSIGHTS_UNKNOWN_ZONE");
  });

  it("T61: takes a text of 300,000 characters", async () => {
    for (const pump of ["a", "a ", "?", ". ", "```\n", "now i ", "\n", "](", "é-"]) {
      const { weeks } = await journalOf(said(1, "2026-01-12T10:00", pump.repeat(300_000 / pump.length)));
      expect(weeks, pump).to.have.length(1);
    }
  });
});

describe("insightsIn", () => {
  it("leaves questions out", () => {
    expect(insightsIn("Now I understand. Now I understand what? Fine.")).to.deep.equal(["Now I understand."]);
  });
});
