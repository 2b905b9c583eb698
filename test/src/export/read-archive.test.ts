import { expect } from "chai";
import { inspect } from "node:util";
import { bundleMail } from "../../../src/export/mail-bundle.ts";
import { InvariantError } from "../../../src/primitives/errors.ts";
import { readArchive, type Archive, type ReadOptions } from "../../../src/export/read-archive.ts";
import { fixtureBlob, fixtureJson, hasFixtures } from "./fixtures.ts";
import { codeOf, collect } from "./rejection.ts";
import { node, quirkyElements, sampleConversation } from "./sample-conversations.ts";
import { writeZip, zipBlob } from "./zip-writer.ts";

const json = (content: unknown): Blob => new Blob([typeof content === "string" ? content : JSON.stringify(content)]);
const samples = (...ids: string[]): string => JSON.stringify(ids.map((id) => sampleConversation(id)));
const idsOf = async (archive: Archive): Promise<string[]> => (await collect(archive.conversations)).map(({ id }) => id);
const codeOfReading = (source: Blob, options?: ReadOptions): Promise<string> =>
  codeOf(async () => collect((await readArchive(source, options)).conversations));

describe("read archive", () => {
  it("streams conversations in the order of the shards and reports on them", async () => {
    const archive = await readArchive(
      zipBlob({
        "conversations-001.json": samples("c"),
        "conversations-000.json": samples("a", "b"),
        "user.json": '{"id": "user-1", "chatgpt_plus_user": true}',
        "file-1.dat": "x",
      }),
    );
    expect(archive.account).to.include({ userId: "user-1", plan: "plus" });
    expect(await idsOf(archive)).to.deep.equal(["a", "b", "c"]);
    expect(archive.report()).to.deep.include({
      container: "sharded",
      conversations: 3,
      messages: 9,
      hiddenMessages: 3,
      attachments: 1,
    });
  });

  it("gives the mail beside the export, and whether an address is the account's, but never the address", async () => {
    const exportZip = zipBlob({ "conversations.json": samples("a"), "user.json": '{"email": "Canary@example.com"}' });
    const archive = await readArchive(new Blob([await new Response(bundleMail(exportZip, new Blob(["mail"]))).blob()]));
    expect(await idsOf(archive)).to.deep.equal(["a"]);
    expect(await archive.mail?.text()).to.equal("mail");
    expect(await archive.isAccountAddress("canary@example.com")).to.equal(true);
    expect(await archive.isAccountAddress("other@example.com")).to.equal(false);
    expect(inspect(archive, { depth: 20, showHidden: true })).to.not.match(/canary/i);
    expect((await readArchive(exportZip)).mail).to.equal(null);
  });

  it("gives each conversation with its own text, its place and whether it is archived, where that is asked for", async () => {
    const archived = JSON.stringify(sampleConversation("b", { is_archived: true }));
    const archive = await readArchive(
      json(`[7, ${JSON.stringify(sampleConversation("a"))}, ${archived}, ${archived}]`),
    );
    const originals = await collect(archive.originals);

    expect(originals.map(({ conversation }) => conversation)).to.deep.equal(await collect(archive.conversations));
    expect(originals.map(({ position, isArchived }) => [position, isArchived])).to.deep.equal([
      [1, false],
      [2, true],
    ]);
    expect(originals[1]?.json).to.equal(archived);
    expect(archive.report().skipped).to.deep.equal({ DUPLICATE_ID: 1, NOT_AN_OBJECT: 1 });
  });

  it("can be read again, each pass on its own", async () => {
    const archive = await readArchive(json(samples("a", "b")));
    expect(await idsOf(archive)).to.deep.equal(await idsOf(archive));
    expect(archive.report()).to.include({ conversations: 2 });
  });

  it("has no report before a pass has ended", async () => {
    const archive = await readArchive(json(samples("a", "b")));
    expect(() => archive.report())
      .to.throw(InvariantError)
      .with.property("code", "EXPORT_NOT_READ_YET");
    for await (const conversation of archive.conversations) {
      expect(conversation.id).to.equal("a");
      break;
    }
    expect(() => archive.report()).to.throw(InvariantError);
  });

  it("completes the locale from the messages", async () => {
    const mapping = { q: node("q", null, "user", "hi", { metadata: { message_locale: "nl-NL" } }) };
    const archive = await readArchive(json([{ mapping }]));
    expect(archive.account.locale).to.equal(null);
    await collect(archive.conversations);
    expect(archive.account.locale).to.equal("nl-NL");
    expect(archive.account.localeSource).to.equal("messages");
    expect(archive.report().messageLocales).to.include({ "nl-NL": 1 });
  });

  it("takes a list, an object with conversations, and one bare conversation", async () => {
    expect(await idsOf(await readArchive(json(samples("a", "b"))))).to.deep.equal(["a", "b"]);
    expect(await idsOf(await readArchive(json(`{"conversations": ${samples("a", "b")}}`)))).to.deep.equal(["a", "b"]);
    expect(await idsOf(await readArchive(json(sampleConversation("a"))))).to.deep.equal(["a"]);
  });

  it("reads every quirk, counting what is no conversation", async () => {
    const quirks = quirkyElements();
    const archive = await readArchive(json(quirks.map(({ element }) => element)));
    const visible = (await collect(archive.conversations)).map((conversation) => conversation.visible.length);
    expect(visible).to.deep.equal(quirks.flatMap((quirk) => quirk.visible ?? []));
    expect(archive.report()).to.deep.include({
      container: "bare-json",
      skipped: { DUPLICATE_ID: 1, NOT_AN_OBJECT: 4, NO_MAPPING: 1 },
      repaired: { CURRENT_NODE_UNKNOWN: 3, CYCLE_CUT: 1, PARENT_UNKNOWN: 1 },
      unknownContentTypes: { a_type_from_the_future: 1 },
    });
  });

  it("keeps the first of two conversations with one id, also across shards", async () => {
    const archive = await readArchive(
      zipBlob({ "conversations-000.json": samples("a", "b"), "conversations-001.json": samples("b", "c") }),
    );
    expect(await idsOf(archive)).to.deep.equal(["a", "b", "c"]);
    expect(archive.report().skipped).to.deep.equal({ DUPLICATE_ID: 1 });
  });

  it("reports shards that the numbering or the manifest misses", async () => {
    const files = ["conversations-000.json", "conversations-002.json", "x/conversations-004.json", "private name.json"];
    const manifest = JSON.stringify({ logical_files: { "conversations.json": { files } } });
    const archive = await readArchive(
      zipBlob({
        "conversations-000.json": samples("a"),
        "conversations-002.json": samples("b"),
        "export_manifest.json": manifest,
      }),
    );
    await collect(archive.conversations);
    expect(archive.report().missingShards).to.deep.equal(["conversations-001.json", "conversations-004.json"]);
  });

  it("compares shards by number, however it is written", async () => {
    const files = ["conversations-000.json", "conversations-1.json", "conversations-003.json"];
    const archive = await readArchive(
      zipBlob({
        "conversations-0.json": samples("a"),
        "conversations-001.json": samples("b"),
        "export_manifest.json": JSON.stringify({ logical_files: { "conversations.json": { files } } }),
      }),
    );
    expect(await idsOf(archive)).to.deep.equal(["a", "b"]);
    expect(archive.report().missingShards).to.deep.equal(["conversations-003.json"]);
  });

  it("reads a re-zipped folder with the junk of macOS and a tmp/ prefix", async () => {
    const files = {
      "tmp/conversations.json": samples("a"),
      "__MACOSX/tmp/._conversations.json": "\u0000\u0005\u0016\u0007",
    };
    expect(await idsOf(await readArchive(zipBlob(files)))).to.deep.equal(["a"]);
  });

  it("reads a Privacy Portal zip", async () => {
    const inner = writeZip({
      entries: [
        { name: "conversations.json", data: samples("a") },
        { name: "user.json", data: '{"id": "user-1"}' },
      ],
    });
    const archive = await readArchive(
      zipBlob({ "User Online Activity/Conversations_x-chatgpt-0001.zip": inner, "User Profile/p.json": "{}" }),
    );
    expect(await idsOf(archive)).to.deep.equal(["a"]);
    expect(archive.report().container).to.equal("privacy-portal");
    expect(archive.account.userId).to.equal("user-1");
  });

  it("skips conversations over the limits and keeps the rest", async () => {
    const archive = await readArchive(json(samples("a", "b".repeat(500), "c")), {
      limits: { conversationBytes: 2000 },
    });
    expect(await idsOf(archive)).to.deep.equal(["a", "c"]);
    expect(archive.report().skipped).to.deep.equal({ TOO_LARGE: 1 });
  });

  it("refuses an endless list, conversations or not", async () => {
    const limits = { elements: 3 };
    expect(await codeOfReading(json(`[${samples("a").slice(1, -1)}, 1, 2]`), { limits })).to.equal("none");
    expect(await codeOfReading(json(`[${samples("a").slice(1, -1)}, 1, 2, 3]`), { limits })).to.equal(
      "EXPORT_TOO_MANY_ELEMENTS",
    );
  });

  it("keeps conversations of projects and custom GPTs", async () => {
    const archive = await readArchive(
      json([sampleConversation("p", { gizmo_id: "g-p-1" }), sampleConversation("g", { gizmo_id: "g-2" })]),
    );
    expect((await collect(archive.conversations)).map(({ gizmoId }) => gizmoId)).to.deep.equal(["g-p-1", "g-2"]);
  });

  describe("failures", () => {
    const cases: [name: string, source: Blob, code: string, options?: ReadOptions][] = [
      ["an empty list", json("[]"), "EXPORT_EMPTY"],
      ["an empty conversations list", json('{"conversations": []}'), "EXPORT_EMPTY"],
      ["other JSON", json('{"id": "user-1", "email": "x"}'), "EXPORT_WRONG_JSON"],
      ["a list of other things", json('[{"rating": "thumbs_up"}, 7]'), "EXPORT_WRONG_JSON"],
      ["conversations without messages", json([{ mapping: {} }]), "EXPORT_NO_MESSAGES"],
      ["conversations of hidden messages only", json([{ mapping: { s: node("s", null, "system", "x") } }]), "EXPORT_NO_MESSAGES"],
      ["broken JSON", json('[{"mapping": {}} x'), "EXPORT_JSON_INVALID"],
      ["JSON cut off", json(samples("a").slice(0, -40)), "EXPORT_JSON_INCOMPLETE"],
      ["a wrong checksum", new Blob([writeZip({ entries: [{ name: "conversations.json", data: samples("a"), crc: 1 }] })]), "EXPORT_ZIP_CRC"],
      ["a damaged metadata entry", new Blob([writeZip({ entries: [{ name: "conversations.json", data: "[]" }, { name: "user.json", data: "{}", crc: 1 }] })]), "EXPORT_ZIP_CRC"],
      ["too much in total", zipBlob({ "conversations.json": samples("a", "b") }), "EXPORT_TOTAL_TOO_LARGE", { limits: { totalBytes: 1000 } }],
      ["a file that is too large", zipBlob({ "conversations.json": samples("a") }), "EXPORT_ENTRY_TOO_LARGE", { limits: { entryBytes: 100 } }],
      ["too many entries", zipBlob({ "conversations.json": "[]", "user.json": "{}" }), "EXPORT_ZIP_TOO_MANY_ENTRIES", { limits: { entries: 1 } }],
    ]; // prettier-ignore
    for (const [name, source, code, options] of cases) {
      it(`refuses ${name}`, async () => {
        expect(await codeOfReading(source, options)).to.equal(code);
      });
    }

    it("finds a damaged zip the reason for broken JSON, and for too many elements", async () => {
      const words = Array.from({ length: 200_000 }, (_, index) => (index * 7919) % 100_003);
      const cases = [
        [`[${words.join(" ")}]`, "EXPORT_JSON_INVALID"],
        [`[${words.join(",")}]`, "EXPORT_TOO_MANY_ELEMENTS"],
      ] as const;
      for (const [data, code] of cases) {
        expect(await codeOfReading(zipBlob({ "conversations.json": data }))).to.equal(code);
        const damaged = writeZip({ entries: [{ name: "conversations.json", data, crc: 1 }] });
        expect(await codeOfReading(new Blob([damaged]))).to.equal("EXPORT_ZIP_CRC");
      }
    });

    it("refuses a truncated download", async () => {
      const zip = writeZip({ entries: [{ name: "conversations.json", data: samples("a") }] });
      expect(await codeOfReading(new Blob([zip.subarray(0, 300)]))).to.equal("EXPORT_ZIP_INCOMPLETE");
    });

    it("never tells what the export says", async () => {
      const canary = "canary-7f3a";
      const sources = [
        json(`[{"mapping": {"${canary}": {}}, "title": "${canary}"} ${canary}`),
        json(`{"${canary}": "${canary}"}`),
        zipBlob({ [`${canary}.txt`]: canary }),
        zipBlob({ [`../${canary}`]: canary }),
        new Blob([writeZip({ entries: [{ name: "conversations.json", data: canary, crc: 1 }] })]),
      ];
      for (const source of sources) {
        try {
          await collect((await readArchive(source)).conversations);
          expect.fail("expected a refusal");
        } catch (error) {
          const { message, context, hint, stack, cause } = error as Record<string, unknown>;
          expect(JSON.stringify([message, context, hint, stack, String(cause)])).to.not.include(canary);
        }
      }
    });
  });

  if (hasFixtures)
    describe("shared fixtures", () => {
      const zips: [path: string, container: string, conversations: number, messages: number][] = [
        ["real/01-vana-5conv-2024-06.redacted.zip", "classic", 5, 17],
        ["synthetic/fat-2025.zip", "classic", 9, 51],
        ["synthetic/slim-2026.zip", "slim", 205, 829],
      ];
      for (const [path, container, conversations, messages] of zips) {
        it(`reads ${path}`, async () => {
          const archive = await readArchive(await fixtureBlob(path));
          await collect(archive.conversations);
          expect(archive.report()).to.deep.include({
            container,
            conversations,
            messages,
            skipped: {},
            repaired: {},
            unknownContentTypes: {},
          });
        });
      }

      const singles: [path: string, messages: number[], visible: number[]][] = [
        ["03-sanand0-2024-07-gpt4o-mini.json", [7], [4]],
        ["04-sanand0-2024-09-browsing.json", [11], [2]],
        ["06-sanand0-2024-11-o1preview.json", [5], [2]],
        ["08-polylogue-native-2026-synthetic.json", [8], [2]],
        ["09-quentinous-no-children.json", [4, 2], [4, 2]],
        ["10-sugurutakahashi-linear.json", [4, 4], [4, 4]],
        ["11-mitkury-branch.json", [6], [4]],
      ];
      for (const [name, messages, visible] of singles) {
        it(`reads ${name}`, async () => {
          const conversations = await collect((await readArchive(await fixtureBlob(`real/${name}`))).conversations);
          expect(conversations.map((conversation) => conversation.messages.length)).to.deep.equal(messages);
          expect(conversations.map((conversation) => conversation.visible.length)).to.deep.equal(visible);
        });
      }

      it("reads quirks.json as expected", async () => {
        const expected = fixtureJson("synthetic/quirks.expected.json") as Record<
          string,
          { visible?: number; nodes?: number; duplicateOf?: string }
        >;
        const archive = await readArchive(await fixtureBlob("synthetic/quirks.json"));
        const read = new Map(
          (await collect(archive.conversations)).map((conversation) => [conversation.title, conversation]),
        );
        for (const [title, { visible, duplicateOf }] of Object.entries(expected)) {
          if (visible !== undefined) expect(read.get(title)?.visible.length, title).to.equal(visible);
          if (duplicateOf !== undefined) expect(read.has(title), title).to.equal(false);
        }
        expect(archive.report().skipped).to.deep.equal({ DUPLICATE_ID: 1, NOT_AN_OBJECT: 4, NO_MAPPING: 1 });
      });
    });
});
