import { expect } from "chai";
import fc from "fast-check";
import { unzipSync } from "fflate";
import type { Conversation } from "../../../src/export/conversation.ts";
import { readArchive, type Archive } from "../../../src/export/read-archive.ts";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import { previewScore } from "../../../src/scoring/preview-score.ts";
import { rulesetV1 } from "../../../src/scoring/ruleset.ts";
import type { ScorableArchive } from "../../../src/scoring/scorable.ts";
import { measureArchive } from "../../../src/scoring/score-archive.ts";
import { shareArchive, type ShareOptions } from "../../../src/sharing/share-archive.ts";
import { toSharingPlan, type PlanFields } from "../../../src/sharing/sharing-plan.ts";
import { generateExport, type SyntheticExportOptions } from "../../../src/synthetic/generate-export.ts";
import { rejectedCode } from "../../helpers/rejected-code.ts";
import { collect } from "../export/rejection.ts";
import { quirkyElements, sampleConversation } from "../export/sample-conversations.ts";
import { zipBlob } from "../export/zip-writer.ts";

const startAt = 1_725_148_800;
const open = (options: Partial<SyntheticExportOptions> = {}): Promise<Archive> => {
  const zip = generateExport({ seed: 3, conversations: 12, era: "slim", startAt, maxTurns: 6, ...options });
  return readArchive(new Blob([zip as Uint8Array<ArrayBuffer>]));
};
const asBlob = (stream: ReadableStream<Uint8Array>): Promise<Blob> =>
  new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).blob();
const share = async (archive: Archive, fields: PlanFields = {}, options: ShareOptions = {}) => {
  const shared = await shareArchive(archive, toSharingPlan(fields), options);
  const zip = await asBlob(shared.zip);
  return { zip, report: shared.report(), files: unzipSync(new Uint8Array(await zip.arrayBuffer())) };
};
const reread = async (archive: Archive, fields: PlanFields = {}): Promise<Archive> =>
  readArchive((await share(archive, fields)).zip);
const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

const context = {
  ruleset: rulesetV1,
  fingerprintKey: new Uint8Array(16),
  submittedAt: 1_790_000_000,
  owner: toAddress(`0x${"11".repeat(20)}`),
  tier: "selfDeclared",
} as const;

/** Exact units by the preview, of an archive or of a part of one. */
async function unitsOf(archive: ScorableArchive): Promise<number> {
  return previewScore(await measureArchive(archive, context), rulesetV1).units.selfDeclared;
}

/** The part of `archive` that holds, with ratings without their words. */
function partOf(archive: Archive, holds: (conversation: Conversation) => boolean): ScorableArchive {
  async function* conversations(): AsyncGenerator<Conversation> {
    for await (const conversation of archive.conversations) if (holds(conversation)) yield conversation;
  }
  const feedback = archive.account.feedback.map((rating) => ({ ...rating, hasText: false }));
  return { conversations: conversations(), account: { ...archive.account, feedback } };
}

describe("shareArchive", () => {
  for (const era of ["classic", "sharded", "slim"] as const) {
    it(`gives the conversations of a ${era} export back as they were, and their units`, async () => {
      const archive = await open({ era, conversations: 110, maxTurns: 2 });
      const again = await reread(archive, { redact: ["none"] });

      expect(await collect(again.conversations)).to.deep.equal(await collect(archive.conversations));
      expect(await unitsOf(again)).to.equal(await unitsOf(partOf(archive, () => true)));
      const { skipped, unknownKeys } = again.report();
      expect({ skipped, unknownKeys }).to.deep.equal({ skipped: {}, unknownKeys: {} });
    });
  }

  it("gives exactly the chosen conversations, in their order, and the units of the selection", async () => {
    const options = { seed: fc.integer({ min: 0, max: 1_000 }), era: fc.constantFrom("classic", "slim" as const) };
    const choice = fc.subarray(
      Array.from({ length: 12 }, (_, index) => index),
      { minLength: 1 },
    );
    await fc.assert(
      fc.asyncProperty(fc.record(options), choice, fc.boolean(), async (made, places, byPlace) => {
        const archive = await open(made);
        const all = await collect(archive.conversations);
        const chosen = all.filter((_, index) => places.includes(index));
        const only = byPlace ? places.map((place) => String(place + 1)) : chosen.map(({ id }) => id);
        const again = await reread(archive, { only, redact: ["none"] });

        expect(await collect(again.conversations)).to.deep.equal(chosen);
        const ids = new Set(chosen.map(({ id }) => id));
        expect(await unitsOf(again)).to.equal(await unitsOf(partOf(archive, ({ id }) => ids.has(id))));
      }),
      { numRuns: 15 },
    );
  });

  it("gives no conversation more to be paid for by removing words from it: a mark is worth nothing", async () => {
    const archive = await open();
    const volumes = async (fields: PlanFields) =>
      (await measureArchive(await reread(archive, fields), context)).measures.map(({ volume }) => volume);
    const plain = await volumes({ redact: ["none"] });
    for (const words of [["a"], ["the", "of", "in"], ["is", "and", "to", "with", "for"]]) {
      const marked = await volumes({ words });
      expect(marked.every((volume, index) => volume <= (plain[index] ?? 0))).to.equal(true);
    }
  });

  it("counts what it left out and why, and what it removed", async () => {
    const elements = [
      sampleConversation("a", { title: "from john@example.com and 203.0.113.9" }),
      sampleConversation("b", { is_archived: true }),
      sampleConversation("c", { title: "secret plan" }),
    ];
    const archive = await readArchive(new Blob([JSON.stringify(elements)]));
    const { report } = await share(archive, { archived: "no", without: ["secret"] });

    expect(report).to.deep.equal({
      kept: 1,
      leftOut: { ARCHIVED: 1, KEYWORD: 1 },
      removed: { email: 1, ip: 1 },
      examples: {},
    });
  });

  it("remembers examples only when asked, each once and not all", async () => {
    const title = "a@b.de a@b.de c@d.de e@f.de";
    const archive = await readArchive(new Blob([JSON.stringify([sampleConversation("a", { title })])]));
    const { report } = await share(archive, {}, { examples: 2 });

    expect(report.examples).to.deep.equal({ email: ["a@b.de", "c@d.de"] });
    expect(report.removed).to.deep.equal({ email: 4 });
  });

  it("leaves nothing of the old export but conversations and four facts of the account", async () => {
    const archive = await readArchive(
      zipBlob({
        "conversations.json": JSON.stringify([sampleConversation("a")]),
        "user.json": '{"id": "user-1", "email": "canary@example.com", "phone_number": "+4917012345678"}',
        "chat.html": "<html>canary</html>",
        "shared_conversations.json": '[{"title": "canary"}]',
        "message_feedback.json":
          '[{"conversation_id": "a", "rating": "thumbs_up", "content": "{\\"text\\": \\"canary\\"}"}]',
        "file-1-canary.png": "canary",
        "canary.txt": "canary",
      }),
    );
    const { files, zip } = await share(archive);

    expect(Object.keys(files)).to.deep.equal(["conversations.json", "user.json", "message_feedback.json"]);
    for (const bytes of Object.values(files)) expect(text(bytes)).to.not.match(/canary|17012345678/);
    expect(await zip.text()).to.not.include("canary");
    expect((await readArchive(zip)).account.feedback).to.have.length(1);
  });

  it("keeps the account's address when it is given, for a proof by mail, and refuses another", async () => {
    const user = '{"id": "user-1", "email": "John@Example.com"}';
    const archive = await readArchive(
      zipBlob({ "conversations.json": JSON.stringify([sampleConversation("a")]), "user.json": user }),
    );
    const { zip } = await share(archive, {}, { email: "john@example.com" });

    expect(await (await readArchive(zip)).isAccountAddress("john@example.com")).to.equal(true);
    expect(await rejectedCode(() => share(archive, {}, { email: "other@example.com" }))).to.equal(
      "SHARING_OTHER_ADDRESS",
    );
  });

  it("reads irregular conversations as the reader does, and leaves out what it cannot read", async () => {
    const archive = await readArchive(new Blob([JSON.stringify(quirkyElements().map(({ element }) => element))]));
    const again = await reread(archive);

    expect(await collect(again.conversations)).to.deep.equal(await collect(archive.conversations));
    expect(again.report().skipped).to.deep.equal({});
  });

  it("fails when nothing is left, when a chosen conversation is not there, and as reading does", async () => {
    const archive = await open({ conversations: 2 });
    const broken = await readArchive(new Blob([`[${JSON.stringify(sampleConversation("a"))}, `]));

    expect(await rejectedCode(() => share(archive, { to: "2000-01-01" }))).to.equal("SHARING_NOTHING_LEFT");
    expect(await rejectedCode(() => share(archive, { only: ["1", "3"] }))).to.equal("SHARING_UNKNOWN_CONVERSATION");
    expect(await rejectedCode(() => share(archive, { without: [""] }))).to.equal("SHARING_BAD_WORD");
    expect(await rejectedCode(() => share(broken))).to.equal("EXPORT_JSON_INCOMPLETE");
  });

  it("reads no further than its own reader asks for", async () => {
    const blob = new Blob([
      generateExport({ seed: 1, conversations: 300, era: "sharded", startAt }) as Uint8Array<ArrayBuffer>,
    ]);
    let bytes = 0;
    const archive = await readArchive(blob, { onBytes: (more) => (bytes += more) });
    const { zip } = await shareArchive(archive, toSharingPlan({}));
    const reader = zip.getReader();
    await reader.read();
    await reader.read();

    expect(bytes).to.be.below(archive.declaredBytes / 2);
    await reader.cancel();
  });
});
