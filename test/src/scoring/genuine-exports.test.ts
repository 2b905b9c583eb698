import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { strFromU8, unzipSync } from "fflate";
import { createConversationMeter } from "../../../src/scoring/measure-conversation.ts";
import { rulesetV1 } from "../../../src/scoring/ruleset.ts";
import type { ScorableConversation } from "../../../src/scoring/scorable.ts";
import { KEY, prose, SUBMITTED_AT } from "./synthetic-archive.ts";

type RawNode = {
  readonly message?: {
    readonly id: string;
    readonly author: { readonly role: string };
    readonly create_time?: number | null;
    readonly content?: { readonly parts?: readonly unknown[] } | null;
  } | null;
};
type RawConversation = {
  readonly id?: string;
  readonly create_time: number;
  readonly mapping: Readonly<Record<string, RawNode>>;
};

/** What matters here of a raw conversation; the real reader is `src/export`. */
function scorable(raw: RawConversation): ScorableConversation {
  const messages = Object.values(raw.mapping).flatMap(({ message }) => {
    if (!message) return [];
    const text = (message.content?.parts ?? []).filter((part) => typeof part === "string").join("");
    return [
      {
        id: message.id,
        role: message.author.role,
        text,
        hidden: false,
        createdAt: message.create_time ?? null,
        model: null,
      },
    ];
  });
  return { id: raw.id ?? "", createdAt: raw.create_time, messages };
}

const generated: RawConversation[] = [
  ["a6f7a950-5cb3-46c3-8273-e2efb2b2bdcd", 1_717_259_264.518846],
  ["676b5132-7c04-806c-af12-6bbfccdefd71", 1_735_086_400.5],
  ["6a27e732-6d70-83ea-98e3-4a774335d55e", 1_781_000_010.25],
].map(([id, time], seed) => ({
  id: String(id),
  create_time: Number(time),
  mapping: {
    root: { message: null },
    a: { message: { id: "a", author: { role: "system" }, create_time: null, content: { parts: [""] } } },
    b: {
      message: { id: "b", author: { role: "user" }, create_time: Number(time), content: { parts: [prose(seed, 30)] } },
    },
    c: { message: { id: "c", author: { role: "assistant" }, content: { parts: [prose(seed + 9, 300)] } } },
  },
}));

function published(): RawConversation[] {
  const folder = new URL("../../../../shared/fixtures/real/", import.meta.url);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    if (!/^0[1-6]-/.test(name)) return [];
    const bytes = readFileSync(new URL(name, folder));
    const text = name.endsWith(".zip") ? strFromU8(unzipSync(bytes)["conversations.json"]!) : bytes.toString("utf8");
    return [JSON.parse(text) as RawConversation | RawConversation[]].flat();
  });
}

describe("genuine exports", function () {
  this.timeout(20_000);

  const measure = createConversationMeter({ ruleset: rulesetV1, fingerprintKey: KEY, submittedAt: SUBMITTED_AT });

  it("are consistent, from 2024 to the slim format of 2026", () => {
    for (const raw of [...generated, ...published()]) {
      expect(measure(scorable(raw)).consistency).to.equal(1_000);
    }
  });

  it("are written language", () => {
    for (const raw of [...generated, ...published()]) {
      const { quality, reasons, fingerprints } = measure(scorable(raw));
      expect(reasons).to.deep.equal([]);
      // One turn is 600 ‰ deep; with a handful of samples qU is coarse.
      expect(quality).to.be.at.least(fingerprints.length < 8 ? 1 : 600);
    }
  });
});
