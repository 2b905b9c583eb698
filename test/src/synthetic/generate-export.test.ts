import { expect } from "chai";
import { unzipSync, strFromU8 } from "fflate";
import { readArchive } from "../../../src/export/read-archive.ts";
import { summariseArchive } from "../../../src/export/summarise-archive.ts";
import type { Conversation } from "../../../src/export/conversation.ts";
import { sha256Hex } from "../../../src/primitives/hash.ts";
import { generateExport, type SyntheticExportOptions } from "../../../src/synthetic/generate-export.ts";
import { codeOf, collect } from "../export/rejection.ts";

const options: SyntheticExportOptions = {
  seed: 1,
  conversations: 20,
  era: "classic",
  startAt: 1_735_689_600,
  maxTurns: 10,
  textPermille: 500,
};
const make = (changes: Partial<SyntheticExportOptions> = {}) =>
  new Uint8Array(generateExport({ ...options, ...changes }));
const open = (changes: Partial<SyntheticExportOptions> = {}) => readArchive(new Blob([make(changes)]));
const conversationsOf = async (changes: Partial<SyntheticExportOptions> = {}): Promise<Conversation[]> =>
  collect((await open(changes)).conversations);

describe("generated export", function () {
  this.timeout(30_000);

  it("is the same to the byte for the same options", () => {
    expect(sha256Hex(make())).to.equal(sha256Hex(make()));
    expect(sha256Hex(make({ conversations: 3 }))).to.equal(
      "0x14d0ff57697daa8099bdc0c01308472026d4cbc3dc6da4f23123acc431c96132",
    );
  });

  it("holds the same bytes in every time zone", () => {
    const zone = process.env.TZ;
    try {
      const hashes = ["Pacific/Auckland", "America/Los_Angeles", "UTC"].map((name) => {
        process.env.TZ = name;
        return sha256Hex(make({ conversations: 2 }));
      });
      expect(new Set(hashes).size).to.equal(1);
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  it("has the files of the classic era, with chat.html repeating the conversations", () => {
    const files = unzipSync(make({ conversations: 2 }));
    expect(Object.keys(files).sort()).to.deep.equal(["chat.html", "conversations.json", "message_feedback.json",
      "model_comparisons.json", "shared_conversations.json", "user.json"]); // prettier-ignore
    expect(strFromU8(files["chat.html"]!)).to.include(`var jsonData = ${strFromU8(files["conversations.json"]!)};`);
  });

  it("has shards of 100 and a manifest of all files since 2026", () => {
    const files = unzipSync(make({ conversations: 205, era: "sharded", maxTurns: 1, textPermille: 50 }));
    const sizes = Object.entries(files)
      .filter(([name]) => name.startsWith("conversations-"))
      .map(([name, bytes]) => [name, (JSON.parse(strFromU8(bytes)) as unknown[]).length]);
    expect(sizes).to.deep.equal([["conversations-000.json", 100], ["conversations-001.json", 100], ["conversations-002.json", 5]]); // prettier-ignore
    const manifest = JSON.parse(strFromU8(files["export_manifest.json"]!)) as { export_files: { path: string }[] };
    expect(manifest.export_files.map(({ path }) => path).sort()).to.deep.equal(Object.keys(files).filter((name) => name !== "export_manifest.json").sort()); // prettier-ignore
  });

  for (const era of ["classic", "sharded", "slim"] as const) {
    it(`is read without a single repair: ${era}`, async () => {
      const archive = await open({ era });
      await collect(archive.conversations);
      expect(archive.report()).to.deep.include({ container: era, conversations: 20, skipped: {}, repaired: {},
        unknownContentTypes: {}, missingShards: [], unknownFiles: 0 }); // prettier-ignore
      expect(archive.account).to.include({ plan: "plus", locale: "en-GB", settingsPresent: era !== "classic" });
    });
  }

  it("contains the shorter export of the same person", async () => {
    const byId = new Map(
      (await conversationsOf({ conversations: 20 })).map((conversation) => [conversation.id, conversation]),
    );
    const earlier = await conversationsOf({ conversations: 12 });
    for (const conversation of earlier) expect(byId.get(conversation.id)).to.deep.equal(conversation);
    expect(byId.size).to.equal(20);
  });

  it("begins with the newest conversation and ends on the day of startAt", async () => {
    const times = (await conversationsOf()).map(({ createdAt }) => createdAt!);
    expect(times).to.deep.equal([...times].sort((a, b) => b - a));
    expect(await summariseArchive(await open())).to.include({ firstDay: "2025-01-01", lastDay: "2025-01-07" });
  });

  it("writes fresh, varied text in every language, shared by no two seeds", async () => {
    for (const language of ["en", "de", "es", "fr", "ru", "ja"] as const) {
      const [one, other] = await Promise.all(
        [1, 2].map(async (seed) => shinglesOf(await conversationsOf({ seed, languages: [language] }))),
      );
      const common = [...one!.distinct].filter((shingle) => other!.distinct.has(shingle)).length;
      expect(one!.distinct.size / one!.total, `${language} distinct`).to.be.greaterThan(0.85);
      expect(common / one!.distinct.size, `${language} common`).to.be.lessThan(0.06);
    }
  });

  it("keeps the type-token ratio of ordinary conversations within the band of natural text", async () => {
    const ratios = (await conversationsOf({ conversations: 40, textPermille: 1000 }))
      .map(typeTokenPermille)
      .filter((ratio) => ratio !== null);
    const inBand = ratios.filter((ratio) => ratio >= 120 && ratio <= 850);
    expect(inBand.length / ratios.length).to.be.greaterThan(0.9);
  });

  it("mixes languages, the first most of all", async () => {
    const { writingSystems } = await summariseArchive(await open({ conversations: 40, languages: ["en", "ru", "ja"] }));
    expect(writingSystems.map(({ name }) => name)).to.include.members(["Latin", "Cyrillic", "Han", "Kana"]);
    expect(writingSystems[0]!.name).to.equal("Latin");
  });

  for (const [name, changes, code] of [
    ["no conversations", { conversations: 0 }, "SYNTHETIC_OPTION_OUT_OF_RANGE"],
    ["a fraction for a seed", { seed: 0.5 }, "SYNTHETIC_OPTION_OUT_OF_RANGE"],
    ["a time before 1970", { startAt: -1 }, "SYNTHETIC_OPTION_OUT_OF_RANGE"],
    ["too many a day", { conversationsPerDay: 101 }, "SYNTHETIC_OPTION_OUT_OF_RANGE"],
    ["no languages", { languages: [] }, "SYNTHETIC_LANGUAGE_UNKNOWN"],
    ["an unknown language", { languages: ["tlh" as "en"] }, "SYNTHETIC_LANGUAGE_UNKNOWN"],
  ] as const) {
    it(`refuses ${name}`, async () => {
      expect(await codeOf(() => make(changes))).to.equal(code);
    });
  }
});

/** Words as scores count them: a Han or Kana character each, other letters in runs. */
function tokensOf(text: string): string[] {
  return text.toLowerCase().match(/[\u3040-\u9fff]|\d+|[a-z\u00c0-\u1fff]+/g) ?? [];
}

function shinglesOf(conversations: readonly Conversation[]): { distinct: Set<string>; total: number } {
  const distinct = new Set<string>();
  let total = 0;
  for (const message of conversations.flatMap(({ messages }) => messages.filter(({ hidden }) => !hidden))) {
    const tokens = tokensOf(message.text);
    for (let at = 0; at + 5 <= tokens.length; at++, total++) distinct.add(tokens.slice(at, at + 5).join(" "));
  }
  return { distinct, total };
}

function typeTokenPermille(conversation: Conversation): number | null {
  const tokens = conversation.messages.filter(({ hidden }) => !hidden).flatMap(({ text }) => tokensOf(text));
  return tokens.length < 150 ? null : Math.floor((1000 * new Set(tokens).size) / tokens.length);
}
