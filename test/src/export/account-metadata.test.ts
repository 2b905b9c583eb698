import { expect } from "chai";
import { isAccountAddress, readAccountMetadata, readManifest } from "../../../src/export/account-metadata.ts";
import { defaultLimits } from "../../../src/export/archive-limits.ts";
import type { ArchiveFile } from "../../../src/export/container.ts";
import { createDrift, type Drift } from "../../../src/export/name-tally.ts";

const limits = { ...defaultLimits, metadataBytes: 10_000 };
const budget = { remainingBytes: 2 ** 30 };

function file(name: string, content: unknown): ArchiveFile {
  const text = typeof content === "string" ? content : JSON.stringify(content);
  const open = async function* (): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(new TextEncoder().encode(text));
  };
  return { name, declaredBytes: Buffer.byteLength(text), open };
}

const read = (files: Record<string, unknown>, drift?: Drift) =>
  readAccountMetadata(
    new Map(Object.entries(files).map(([name, content]) => [name, file(name, content)])),
    limits,
    budget,
    drift,
  );

describe("account address", () => {
  const isOwn = async (address: string, user: unknown) =>
    isAccountAddress(address, new Map(user === undefined ? [] : [["user.json", file("user.json", user)]]), limits);

  it("is told by yes or no, in any letter case of user.json", async () => {
    const user = { email: "Canary.X@Example.com" };
    expect(await isOwn("canary.x@example.com", user)).to.equal(true);
    for (const other of ["canary.x@example.co", "canaryx@example.com", " canary.x@example.com", ""]) {
      expect(await isOwn(other, user), other).to.equal(false);
    }
  });

  it("is nobody's without one", async () => {
    for (const user of [undefined, {}, { email: null }, { email: 5 }, [], "{"]) {
      for (const address of ["", "null", "undefined", "canary@example.com"]) {
        expect(await isOwn(address, user), `${JSON.stringify(user)} ${address}`).to.equal(false);
      }
    }
  });
});

describe("account metadata", () => {
  it("is empty without files", async () => {
    expect(await read({})).to.deep.equal({
      userId: null,
      plan: "unknown",
      planFile: null,
      locale: null,
      localeSource: null,
      settingsPresent: false,
      feedback: [],
      provenance: [],
    });
  });

  it("counts keys and ratings that no export had before, and repeats no words", async () => {
    const drift = createDrift();
    await read(
      {
        "user.json": { id: "user-1", email: "canary@example.com", plan_type: "pro" },
        "user_settings.json": [{ user_id: "u", settings: { anything: 1 }, theme: "dark" }],
        "message_feedback.json": [
          { rating: "thumbs_up", content: "{}" },
          { rating: "love", mood: 1 },
          { rating: "canary words" },
        ],
      },
      drift,
    );
    expect(drift.unknownKeys.toRecord()).to.deep.equal({
      "feedback.mood": 1,
      "settings.theme": 1,
      "user.plan_type": 1,
    });
    expect(drift.unknownValues.toRecord()).to.deep.equal({ "rating.love": 1, other: 1 });
  });

  it("takes id and plan from user.json and nothing that identifies a person", async () => {
    const user = {
      id: "user-1",
      email: "canary@example.com",
      phone_number: "+15550100",
      birth_year: 1990,
      chatgpt_plus_user: true,
    };
    const account = await read({ "user.json": user });
    expect(account).to.include({ userId: "user-1", plan: "plus", planFile: "user.json" });
    expect(JSON.stringify(account)).to.not.match(/canary|5550100|1990/);
  });

  it("reads the plan only from a boolean", async () => {
    expect(await read({ "user.json": { chatgpt_plus_user: false } })).to.include({ plan: "free" });
    expect(await read({ "user.json": { chatgpt_plus_user: "yes" } })).to.include({ plan: "unknown" });
  });

  it("finds the language in settings that are a list or an object", async () => {
    expect(await read({ "user_settings.json": [{ settings: { locale: "en-GB" } }] })).to.include({
      locale: "en-GB",
      localeSource: "settings",
      settingsPresent: true,
    });
    expect(await read({ "user_settings.json": { settings: { language: "de" } } })).to.include({ locale: "de" });
    expect(await read({ "user_settings.json": [{ settings: {} }] })).to.include({
      locale: null,
      settingsPresent: true,
    });
    expect(await read({ "user_settings.json": [] })).to.include({ settingsPresent: false });
  });

  it("reads feedback of old and new exports", async () => {
    const items = [
      { conversation_id: "c1", rating: "thumbs_up", create_time: "2026-08-01T10:00:00.123456Z", content: "{}" },
      { conversation_id: "c2", rating: "thumbsDown", content: '{"text": "too long", "tags": []}' },
      { rating: "thumbs_down", content: '{"text": " ", "tags": ["not-factual"]}' },
      { rating: "thumbsUp", content: { text: "object" } },
      { rating: "shrug", content: "no json" },
      7,
    ];
    expect((await read({ "message_feedback.json": items })).feedback).to.deep.equal([
      { conversationId: "c1", rating: "up", hasText: false, createdAt: 1_785_578_400 },
      { conversationId: "c2", rating: "down", hasText: true, createdAt: null },
      { conversationId: null, rating: "down", hasText: true, createdAt: null },
      { conversationId: null, rating: "up", hasText: true, createdAt: null },
      { conversationId: null, rating: "unknown", hasText: false, createdAt: null },
    ]);
  });

  it("does not look into endless feedback, nor at endlessly many of it", async () => {
    const content = JSON.stringify({ text: "x".repeat(66_000) });
    const long = await readAccountMetadata(
      new Map([["message_feedback.json", file("message_feedback.json", [{ rating: "thumbs_up", content }])]]),
      { ...limits, metadataBytes: 100_000 },
      budget,
    );
    expect(long.feedback).to.deep.include({ conversationId: null, rating: "up", hasText: false, createdAt: null });
    const items = Array.from({ length: 4 }, () => ({ rating: "thumbs_up" }));
    const many = await readAccountMetadata(
      new Map([["message_feedback.json", file("message_feedback.json", items)]]),
      { ...limits, elements: 3 },
      budget,
    );
    expect(many.feedback).to.have.lengthOf(3);
    expect(many.provenance).to.deep.equal([{ file: "message_feedback.json", isReadable: false }]);
  });

  it("says which files it could not read and goes on", async () => {
    const files = {
      "user.json": "{",
      "user_settings.json": `[${"1,".repeat(9000)}1]`,
      "message_feedback.json": '[{"rating": "thumbs_up"}, nope]',
    };
    const account = await read(files);
    expect(account.provenance).to.deep.equal([
      { file: "user.json", isReadable: false },
      { file: "user_settings.json", isReadable: false },
      { file: "message_feedback.json", isReadable: false },
    ]);
    expect(account.feedback).to.have.lengthOf(1);
  });
});

describe("export manifest", () => {
  it("lists the conversation files", async () => {
    const manifest = {
      logical_files: { "conversations.json": { files: ["conversations-000.json", 7], sharded: true } },
    };
    expect(await readManifest(file("export_manifest.json", manifest), limits, budget)).to.deep.equal({
      conversationFiles: ["conversations-000.json"],
    });
  });

  it("is empty when absent or of another shape", async () => {
    expect(await readManifest(null, limits, budget)).to.deep.equal({ conversationFiles: [] });
    for (const content of ["[]", "{}", "broken", '{"logical_files": []}']) {
      expect(await readManifest(file("export_manifest.json", content), limits, budget)).to.deep.equal({
        conversationFiles: [],
      });
    }
  });
});
