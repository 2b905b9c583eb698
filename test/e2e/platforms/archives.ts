import { unzipSync } from "fflate";
import { bundleMail } from "../../../src/export/mail-bundle.ts";
import { generateExport, type SyntheticExportOptions } from "../../../src/synthetic/generate-export.ts";
import { SeededRandom } from "../../../src/synthetic/seeded-random.ts";
import { fixtureBlob, hasFixtures } from "../../src/export/fixtures.ts";
import { quirkyElements } from "../../src/export/sample-conversations.ts";
import { writeZip } from "../../src/export/zip-writer.ts";

export type NamedArchive = { readonly name: string; readonly bytes: Uint8Array };

const PORTAL = "User Online Activity/Conversations_";

/** Where cases, composition, word borders and surrogates go wrong, if anywhere: 26 letters, and a phrase. */
const scripts: readonly (readonly [letters: string, phrase: string])[] = [
  ["aâbcçdeğfgıİiIjkşlmnoöürst", "İstanbul'da IŞIK ılık ve ışıl ışıl, KAPIYI kapıyı."],
  [
    "あいうえおかがきぎくけこさしすせそたちつてとなにぬね",
    "東京の桜、ｶﾀｶﾅとカタカナ、㍿と株式会社、が・か\u3099・がの違い。",
  ],
  ["กขคงจฉชซญดตถทธนบปผพฟมยรลวส", "กรุงเทพมหานครเป็นเมืองหลวง น้ำท่วมทุกปี"],
  ["aäbcdeéfghijklmnoöprsßtuüv", "Straße STRASSE, Äpfel A\u0308pfel, \ufb01nden finden; ẞ ß ſ \u212a \u212b."],
  ["가나다라마바사아자차카타파하거너더러머버서어저처커터", "\u1112\u1161\u11ab\u1100\u1173\u11af 한글"],
  ["ابتثجحخدذرزسشصضطظعغفقكلمنه", "السَّلَامُ عَلَيْكُم ١٢٣ \u202bنص\u202c"],
  ["abcdefghijklmnopqrstuvwxyz", "👨‍👩‍👧‍👦 🇳🇵 👍🏽 lone \ud83d and \udc00 here, \ud835\udd04\ud835\udd1e."],
];

/** Archives of every kind and many scripts; with genuine ones where they are at hand. */
export async function sampleArchives(): Promise<NamedArchive[]> {
  const classic = exported(1, "classic", ["en"]);
  const slim = exported(3, "slim", ["ru", "es", "fr", "de", "en"]);
  const json = (content: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(content));
  const spoken = scripts.map(([letters, phrase], index) => chats(letters, phrase, index));
  const quirks = quirkyElements()
    .map(({ element }) => element)
    .filter((quirk) => json(quirk).length < 100_000);
  const bundle = bundleMail(new Blob([new Uint8Array(slim)]), new Blob(["From: someone\r\n\r\nmail"]));
  return [
    { name: "classic", bytes: classic },
    { name: "sharded, Japanese", bytes: exported(2, "sharded", ["ja", "en"]) },
    { name: "slim, five languages", bytes: slim },
    { name: "beside its mail", bytes: await new Response(bundle).bytes() },
    {
      name: "of the Privacy Portal",
      bytes: portal([classic, zipOf({ "tmp/é.json": json({}), "tmp/conversations.json": json(spoken.flat()) })]),
    },
    ...spoken.map((conversations, index) => ({ name: `bare JSON of script ${index}`, bytes: json(conversations) })),
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

/** Three conversations whose words follow one another as in English, in other letters, each part with the phrase behind it. */
function chats(letters: string, phrase: string, index: number): unknown[] {
  const options = { seed: 20 + index, conversations: 3, startAt: 1_720_000_000, maxTurns: 4, textPermille: 500 };
  const file = unzipSync(generateExport({ ...options, era: "classic" }))["conversations.json"];
  const spell = (part: string): string =>
    `${part.replaceAll(/[a-z]/gi, (letter) => letters.charAt(letter.toLowerCase().charCodeAt(0) - 97))} ${phrase}`;
  return JSON.parse(new TextDecoder().decode(file), (key, value: unknown) =>
    key === "parts" ? (value as string[]).map(spell) : value,
  ) as unknown[];
}
