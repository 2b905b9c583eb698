import { expect } from "chai";
import { unzipSync } from "fflate";
import { readArchive } from "../../../src/export/read-archive.ts";
import { formatReport } from "../../../src/insights/format-report.ts";
import { gatherInsights, type Insights } from "../../../src/insights/gather.ts";
import { generateExport, type SyntheticExportOptions } from "../../../src/synthetic/generate-export.ts";
import { fixtureBlob, hasFixtures } from "../export/fixtures.ts";
import { previewUnits } from "../../../scripts/contribute/preview-units.ts";

const archives: Record<string, SyntheticExportOptions> = {
  "one file, English": { seed: 3, conversations: 40, era: "classic", startAt: 1_672_531_200, plan: "free" },
  "shards, several languages": {
    ...{ seed: 4, conversations: 130, era: "sharded", startAt: 1_709_164_800, conversationsPerDay: 2 },
    languages: ["de", "ja", "ru"],
  },
  "slim, a single conversation": { seed: 5, conversations: 1, era: "slim", startAt: 1_767_225_600 },
};

type Raw = {
  title: string;
  mapping: Record<string, { message: RawMessage | null }>;
};
type RawMessage = {
  author: { role: string };
  create_time: number | null;
  content: { content_type?: string; parts?: unknown[] };
  metadata: { is_visually_hidden_from_conversation?: boolean; model_slug?: string };
};

/** The same figures, counted from the JSON by code that shares nothing with ours. */
function count(zip: Uint8Array) {
  const files = Object.entries(unzipSync(zip)).filter(([name]) => /^conversations(-\d+)?\.json$/.test(name));
  const conversations = files.flatMap(([, bytes]) => JSON.parse(new TextDecoder().decode(bytes)) as Raw[]);
  const messages = conversations.flatMap(({ mapping }) =>
    Object.values(mapping).flatMap(({ message }) => (message === null ? [] : [message])),
  );
  const shown = messages.filter(({ metadata }) => metadata.is_visually_hidden_from_conversation !== true);
  const textOf = ({ content }: RawMessage) =>
    (content.parts ?? []).filter((part) => typeof part === "string").join("\n");
  const own = shown.filter(({ author }) => author.role === "user");
  const iso = ({ create_time }: RawMessage) => new Date(Math.floor(create_time!) * 1_000).toISOString();
  const timed = own.filter(({ create_time }) => create_time !== null);
  const days = [...new Set(timed.map((message) => iso(message).slice(0, 10)))].sort();
  const hours = Array.from({ length: 7 }, () => Array<number>(24).fill(0));
  for (const message of timed) {
    const date = new Date(iso(message));
    hours[(date.getUTCDay() + 6) % 7]![date.getUTCHours()]! += 1;
  }
  const moments = timed.map(({ create_time }) => Math.floor(create_time!)).sort((a, b) => a - b);
  const sessions = moments.filter((moment, index) => index === 0 || moment - moments[index - 1]! >= 1_800).length;
  const months: Record<string, [prompts: number, questions: number]> = {};
  for (const message of timed) {
    if (textOf(message) === "") continue;
    const row = (months[iso(message).slice(0, 7)] ??= [0, 0]);
    row[0] += 1;
    // The generator writes no code, quotation or address with a question mark.
    if (/[?？]/.test(textOf(message))) row[1] += 1;
  }
  return { conversations: conversations.length, own: own.length, activeDays: days.length, hours, sessions, months };
}

function monthsOf({ curiosity }: Insights): Record<string, [number, number]> {
  const name = (month: number) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
  return Object.fromEntries(
    curiosity.months.map(({ month, prompts, questions }) => [name(month), [prompts, questions]]),
  );
}

describe("gatherInsights", () => {
  for (const [name, options] of Object.entries(archives)) {
    it(`counts what an independent count finds: ${name}`, async () => {
      const zip = generateExport(options);
      const archive = await readArchive(new Blob([Uint8Array.from(zip)]));
      const insights = await gatherInsights(archive, { timeZone: "UTC", score: previewUnits });
      const { glance, rhythm, plan } = insights;

      expect({
        conversations: glance.conversations,
        own: glance.own.messages,
        activeDays: glance.days?.active,
        hours: rhythm.hours,
        sessions: rhythm.sessions.count,
        months: monthsOf(insights),
      }).to.deep.equal(count(zip));
      expect(plan).to.equal(options.plan ?? "plus");
      expect(rhythm.days.reduce((sum, [, messages]) => sum + messages, 0)).to.equal(glance.own.messages);
      for (const isForSharing of [false, true]) {
        expect(formatReport(insights, { isForSharing })).to.not.match(/NaN|undefined|Infinity/);
      }
    });
  }

  if (hasFixtures) {
    const golden = {
      "synthetic/fat-2025.zip": [9, 17, 92, 354, 9, 9, 5],
      "synthetic/slim-2026.zip": [205, 308, 1789, 7047, 102, 205, 92],
      "real/01-vana-5conv-2024-06.redacted.zip": [5, 5, 25, 2621, 2, 2, 5],
    };
    for (const [file, expected] of Object.entries(golden)) {
      it(`finds in ${file} what it found before`, async () => {
        const archive = await readArchive(await fixtureBlob(file));
        const { glance, rhythm, curiosity } = await gatherInsights(archive, { timeZone: "UTC", score: previewUnits });
        const { conversations, own, answers, days } = glance;
        const questions = curiosity.months.reduce((sum, month) => sum + month.questions, 0);

        expect([
          ...[conversations, own.messages, own.words, answers.words, days?.active],
          ...[rhythm.sessions.count, questions],
        ]).to.deep.equal(expected);
      });
    }
  }

  it("gives the same page for the same export", async () => {
    const zip = new Blob([Uint8Array.from(generateExport(archives["one file, English"]!))]);
    const page = async () =>
      formatReport(await gatherInsights(await readArchive(zip), { timeZone: "Asia/Kolkata", score: previewUnits }), {
        isForSharing: false,
      });

    expect(await page()).to.equal(await page());
  });
});
