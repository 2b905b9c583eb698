import { unzipSync } from "fflate";
import { bundleMail } from "../../../src/export/mail-bundle.ts";
import { generateExport, type SyntheticExportOptions } from "../../../src/synthetic/generate-export.ts";
import { SeededRandom } from "../../../src/synthetic/seeded-random.ts";
import { fixtureBlob, hasFixtures } from "../../src/export/fixtures.ts";
import { node, quirkyElements, sampleConversation } from "../../src/export/sample-conversations.ts";
import { writeZip } from "../../src/export/zip-writer.ts";

export type NamedArchive = { readonly name: string; readonly bytes: Uint8Array };

const PORTAL = "User Online Activity/Conversations_";

/** Where cases, composition, word borders and surrogates go wrong, if anywhere. */
const scripts = {
  turkish: "İstanbul'da IŞIK ılık ve ışıl ışıl, İĞNE iğne KAPIYI kapıyı; şoför çığlık attı, Iğdır'a gitti.",
  japanese: "東京の桜は三月の終わりに咲き始め、ｶﾀｶﾅとカタカナ、㍿と株式会社、が・か゛・がの違いを確かめる。",
  thai: "กรุงเทพมหานครเป็นเมืองหลวงของประเทศไทย น้ำท่วมทุกปีในฤดูฝน และรถติดทุกวันตั้งแต่เช้าถึงค่ำ",
  german: "Straße STRASSE Fuß FUSS, Äpfel A\u0308pfel, ﬁnden finden; ẞ ß ſ K\u212a Å\u212b.",
  korean: "서울의 가을은 짧고 \u1112\u1161\u11ab\u1100\u1173\u11af 한글은 자모로도 쓸 수 있다.",
  arabic: "السَّلَامُ عَلَيْكُم ١٢٣ \u202bنص من اليمين\u202c ورقم 456.",
  emoji: "family 👨‍👩‍👧‍👦 flag 🇳🇵 skin 👍🏽 lone \ud83d and \udc00 here, \ud835\udd04\ud835\udd1e.",
} as const;

/** Archives of every kind and many scripts; with genuine ones where they are at hand. */
export async function sampleArchives(): Promise<NamedArchive[]> {
  const classic = exported(1, "classic", ["en"]);
  const slim = exported(3, "slim", ["ru", "es", "fr", "de", "en"]);
  const json = (content: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(content));
  const chats = Object.entries(scripts).map(([name, text], index) => chat(name, text, index));
  const quirks = quirkyElements()
    .map(({ element }) => element)
    .filter((quirk) => json(quirk).length < 100_000);
  const bundle = bundleMail(new Blob([new Uint8Array(slim)]), new Blob(["From: someone\r\n\r\nmail"]));
  return [
    { name: "classic", bytes: classic },
    { name: "sharded, Japanese", bytes: exported(2, "sharded", ["ja", "en"]) },
    { name: "slim, five languages", bytes: slim },
    { name: "beside its mail", bytes: await new Response(bundle).bytes() },
    { name: "of the Privacy Portal", bytes: portal([classic, zipOf({ "conversations.json": json(chats) })]) },
    { name: "bare JSON of many scripts", bytes: json(chats) },
    { name: "many scripts in a zip", bytes: zipOf({ "tmp/conversations.json": json(chats), "tmp/é.json": json({}) }) },
    { name: "quirks", bytes: json(quirks) },
    ...(hasFixtures ? await Promise.all(fixtures.map(fixture)) : []),
  ];
}

/** The same files in a zip in another order, those of the zips inside it included. */
export function shuffled(zip: Uint8Array, seed: number): Uint8Array {
  const random = new SeededRandom(seed, "shuffled entries");
  const entries = Object.entries(unzipSync(zip)).map(([name, data]) => ({
    name,
    data: name.endsWith(".zip") ? shuffled(data, seed) : data,
    isStored: random.chance(300),
  }));
  for (let index = entries.length - 1; index > 0; index--) {
    const other = random.below(index + 1);
    [entries[index], entries[other]] = [entries[other]!, entries[index]!];
  }
  return writeZip({ entries });
}

const fixtures = [
  "real/01-vana-5conv-2024-06.redacted.zip",
  "real/04-sanand0-2024-09-browsing.json",
  "real/06-sanand0-2024-11-o1preview.json",
  "synthetic/fat-2025.zip",
  "synthetic/slim-2026.zip",
];

async function fixture(path: string): Promise<NamedArchive> {
  return { name: path, bytes: await (await fixtureBlob(path)).bytes() };
}

function exported(
  seed: number,
  era: SyntheticExportOptions["era"],
  languages: NonNullable<SyntheticExportOptions["languages"]>,
): Uint8Array {
  // Two shards, where there are any.
  const size =
    era === "sharded"
      ? { conversations: 104, maxTurns: 1, textPermille: 100 }
      : { conversations: 12, maxTurns: 3, textPermille: 500 };
  return generateExport({ seed, era, languages, startAt: 1_705_276_800, ...size });
}

function portal(zips: readonly Uint8Array[]): Uint8Array {
  const inner = zips.map((data, index) => ({ name: `${PORTAL}${index}.zip`, data, isStored: index === 0 }));
  return writeZip({ entries: [...inner, { name: "User Profile/profile.json", data: "{}" }] });
}

function zipOf(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  return writeZip({ entries: Object.entries(files).map(([name, data]) => ({ name, data })) });
}

/** A conversation of six questions and answers that say the words of `text` in ever other orders. */
function chat(id: string, text: string, index: number): Record<string, unknown> {
  const random = new SeededRandom(index, "chat");
  const pieces = text.includes(" ") ? text.split(" ") : Array.from(text);
  const saying = (): string =>
    Array.from({ length: 40 }, () => random.pick(pieces)).join(text.includes(" ") ? " " : "");
  const startAt = 1_720_000_000 + 86_400 * index;
  const turns = Array.from({ length: 12 }, (_, turn): [string, unknown] => [
    `${id}-${turn}`,
    node(`${id}-${turn}`, turn === 0 ? null : `${id}-${turn - 1}`, turn % 2 === 0 ? "user" : "assistant", saying(), {
      create_time: startAt + 60 * turn,
      metadata: turn % 2 === 0 ? {} : { model_slug: "gpt-4o" },
    }),
  ]);
  const mapping = Object.fromEntries(turns);
  return sampleConversation(id, { title: text, create_time: startAt, mapping, current_node: `${id}-11` });
}
