import { expect } from "chai";
import { readArchive } from "../../../src/export/read-archive.ts";
import { accountParts, writeAccountFiles, type AccountChoice } from "../../../src/sharing/account-files.ts";
import { sampleConversation } from "../export/sample-conversations.ts";
import { zipBlob } from "../export/zip-writer.ts";

const rating = (conversation_id: string, changes: object = {}): object => ({
  id: "r",
  conversation_id,
  user_id: "user-1",
  rating: "thumbs_up",
  create_time: "2025-06-15T15:06:48.000Z",
  content: '{"text": "Canary liked this", "tags": ["canary"]}',
  ...changes,
});
const { account } = await readArchive(
  zipBlob({
    "conversations.json": JSON.stringify([sampleConversation("a")]),
    "user.json": JSON.stringify({
      id: "user-1",
      email: "canary@example.com",
      chatgpt_plus_user: true,
      phone_number: "+49 170 1234567",
      birth_year: 1980,
    }),
    "user_settings.json": JSON.stringify([{ user_id: "user-1", settings: { locale: "de-DE", voice_name: "cove" } }]),
    "message_feedback.json": JSON.stringify([
      rating("a"),
      rating("a", { rating: "thumbs_down" }),
      rating("b"),
      rating("a", { rating: "love" }),
    ]),
  }),
);
const write = (choice: Partial<AccountChoice> = {}): Record<string, unknown> =>
  Object.fromEntries(
    writeAccountFiles({ account, parts: accountParts, email: null, sharedIds: new Set(["a"]), ...choice }).map(
      ({ name, json }) => [name, JSON.parse(json)],
    ),
  );

describe("writeAccountFiles", () => {
  it("writes what a score looks at and nothing else", () => {
    expect(write()).to.deep.equal({
      "user.json": { id: "user-1", chatgpt_plus_user: true },
      "user_settings.json": [{ settings: { locale: "de-DE" } }],
      "message_feedback.json": [
        { conversation_id: "a", rating: "thumbs_up", create_time: 1_750_000_008 },
        { conversation_id: "a", rating: "thumbs_down", create_time: 1_750_000_008 },
      ],
    });
  });

  it("writes only the parts that were chosen, and no file without any", () => {
    expect(write({ parts: [] })).to.deep.equal({});
    expect(write({ parts: ["plan"] })).to.deep.equal({ "user.json": { chatgpt_plus_user: true } });
    expect(Object.keys(write({ parts: ["settings", "feedback"] }))).to.deep.equal([
      "user_settings.json",
      "message_feedback.json",
    ]);
  });

  it("writes the address only when it was given", () => {
    expect(write({ parts: [], email: "canary@example.com" })).to.deep.equal({
      "user.json": { email: "canary@example.com" },
    });
  });

  it("leaves out ratings of conversations that are not shared", () => {
    expect(write({ parts: ["feedback"], sharedIds: new Set() })).to.deep.equal({});
  });

  it("writes nothing of an account that tells nothing", async () => {
    const silent = (await readArchive(new Blob([JSON.stringify([sampleConversation("a")])]))).account;
    expect(write({ account: silent })).to.deep.equal({});
  });
});
