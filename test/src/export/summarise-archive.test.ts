import { expect } from "chai";
import { readArchive } from "../../../src/export/read-archive.ts";
import { summariseArchive } from "../../../src/export/summarise-archive.ts";
import { fixtureBlob, hasFixtures } from "./fixtures.ts";
import { node, sampleConversation } from "./sample-conversations.ts";
import { zipBlob } from "./zip-writer.ts";

const summarise = async (files: Record<string, unknown>) => {
  const texts = Object.entries(files).map(([name, content]) => [name, JSON.stringify(content)]);
  return summariseArchive(await readArchive(zipBlob(Object.fromEntries(texts) as Record<string, string>)));
};

describe("archive summary", () => {
  it("sums an export up", async () => {
    const russian = node("q", null, "user", "Почему", {
      create_time: 1_760_000_000,
      metadata: { message_locale: "ru-RU" },
    });
    const summary = await summarise({
      "conversations.json": [
        sampleConversation("a"),
        sampleConversation("b"),
        { mapping: { q: russian, a: node("a", "q", "assistant", "!", { metadata: { model_slug: "o3" } }) } },
      ],
      "user.json": { chatgpt_plus_user: true },
      "message_feedback.json": [{ rating: "thumbs_up" }, { rating: "thumbs_down", content: '{"text":"no"}' }, {}],
    });
    expect(summary).to.deep.equal({
      conversations: 3,
      messages: 6,
      userMessages: 3,
      firstDay: "2025-06-15",
      lastDay: "2025-10-09",
      activeDays: 2,
      writingSystems: [
        { name: "Latin", permille: 823 },
        { name: "Cyrillic", permille: 176 },
      ],
      locale: "ru-RU",
      models: [
        { name: "gpt-4o", messages: 2 },
        { name: "o3", messages: 1 },
      ],
      feedback: { up: 1, down: 1, withText: 1 },
      plan: "plus",
    });
  });

  it("knows no days and no letters where the export has none", async () => {
    const summary = await summarise({ "conversations.json": [{ mapping: { q: node("q", null, "user", "1 + 1") } }] });
    expect(summary).to.deep.include({ firstDay: null, lastDay: null, activeDays: 0, writingSystems: [], locale: null });
  });

  it("sorts equal counts by name", async () => {
    const answers = { a: node("a", null, "assistant", "x", { metadata: { model_slug: "z" } }), b: node("b", null, "assistant", "x", { metadata: { model_slug: "k" } }) }; // prettier-ignore
    const { models } = await summarise({ "conversations.json": [{ mapping: answers }] });
    expect(models.map(({ name }) => name)).to.deep.equal(["k", "z"]);
  });

  if (hasFixtures)
    it("sums a real export up", async () => {
      const summary = await summariseArchive(
        await readArchive(await fixtureBlob("real/01-vana-5conv-2024-06.redacted.zip")),
      );
      expect(summary).to.deep.include({
        conversations: 5,
        userMessages: 5,
        firstDay: "2024-05-28",
        lastDay: "2024-06-01",
        plan: "free",
      });
      expect(summary.models).to.deep.equal([{ name: "gpt-4o", messages: 7 }]);
    });
});
