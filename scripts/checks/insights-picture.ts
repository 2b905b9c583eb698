import { readFileSync, writeFileSync } from "node:fs";
import { readArchive } from "../../src/export/read-archive.ts";
import { barChart } from "../../src/insights/charts/bar-chart.ts";
import { sparkBars } from "../../src/insights/charts/spark-bars.ts";
import { gatherInsights, type Insights } from "../../src/insights/gather.ts";
import { escapeMarkup } from "../../src/insights/escape-markup.ts";
import { monthName } from "../../src/insights/local-time.ts";
import { monthsThrough } from "../../src/insights/months.ts";
import { pageColours } from "../../src/insights/page-style.ts";
import { generateExport } from "../../src/synthetic/generate-export.ts";
import { previewUnits } from "../contribute/preview-units.ts";
import { root } from "./run-command.ts";

/** Draws docs/insights.svg, the README's picture of a report, from an invented person's export; without `--write` compares it. */
const FILE = `${root}docs/insights.svg`;
const [WIDTH, HEIGHT] = [760, 500];

const zip = generateExport({
  seed: 7,
  conversations: 600,
  era: "slim",
  startAt: 1_672_531_200,
  conversationsPerDay: 1,
});
const archive = await readArchive(new Blob([Uint8Array.from(zip)]));
const picture = draw(await gatherInsights(archive, { timeZone: "UTC", score: previewUnits }));
if (process.argv.includes("--write")) writeFileSync(FILE, picture);
else if (readFileSync(FILE, "utf8") !== picture) {
  console.log("docs/insights.svg is not what the report draws now: node scripts/checks/insights-picture.ts --write");
  process.exitCode = 1;
}

function draw({ glance, curiosity, topics }: Insights): string {
  const figures: readonly (readonly [value: number, of: string])[] = [
    [glance.conversations, "conversations"],
    [glance.own.messages, "messages of yours"],
    [glance.own.words, "words you wrote"],
    [topics.themes.length, "themes that come back"],
  ];
  const questions = barChart({
    title: "Messages of yours by month",
    series: ["asking something", "other"],
    bars: curiosity.months.map(({ month, prompts, questions: asked }) => ({
      label: monthName(month),
      parts: [asked, prompts - asked],
    })),
  });
  const months = monthsThrough(topics.themes.flatMap((theme) => theme.months.map(([month]) => month)));
  const themes = topics.themes.slice(0, 4).map(({ words, months: counts }, index) => {
    const byMonth = new Map(counts);
    const y = 366 + index * 34;
    return (
      `<text class="of" x="20" y="${y + 20}">${escapeMarkup(words.slice(0, 3).join(", "))}</text>` +
      placed(
        sparkBars(
          words.join(", "),
          months.map((month) => byMonth.get(month) ?? 0),
        ),
        400,
        y,
        340,
        28,
      )
    );
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif">`,
    `<style>${pageColours}`,
    ".paper{fill:var(--paper)}.value{fill:var(--ink);font-size:24px;font-weight:600}.of{fill:var(--soft);font-size:14px}",
    ".series0{fill:var(--s0)}.series1{fill:var(--s1)}.grid{stroke:var(--line)}.tick{fill:var(--soft);font-size:11px}</style>",
    `<rect class="paper" width="${WIDTH}" height="${HEIGHT}" rx="8"/>`,
    ...figures.map(
      ([value, of], index) =>
        `<text class="value" x="${20 + index * 185}" y="44">${value.toLocaleString("en")}</text>` +
        `<text class="of" x="${20 + index * 185}" y="66">${of}</text>`,
    ),
    placed(questions, 20, 84, 720, 220),
    '<text class="of" x="20" y="324">Messages of yours by month; blue: those that ask something. Below: what you come back to.</text>',
    ...themes,
    "</svg>",
    "",
  ].join("\n");
}

/** A drawing at a place of another. */
function placed(svg: string, x: number, y: number, width: number, height: number): string {
  return svg.replace("<svg ", `<svg x="${x}" y="${y}" width="${width}" height="${height}" preserveAspectRatio="none" `);
}
