import { expect } from "chai";
import { readArchive, type Archive } from "../../../src/export/read-archive.ts";
import type { Conversation } from "../../../src/export/conversation.ts";
import { generateExport } from "../../../src/synthetic/generate-export.ts";
import { codeOf, collect } from "./rejection.ts";
import { node, sampleConversation } from "./sample-conversations.ts";
import { writeZip, zipBlob } from "./zip-writer.ts";

const bare = (elements: unknown): Promise<Archive> => readArchive(new Blob([JSON.stringify(elements)]));
const onlyOf = async (element: unknown): Promise<Conversation> =>
  (await collect((await bare([element])).conversations))[0]!;
const idsOf = async (archive: Archive): Promise<string[]> => (await collect(archive.conversations)).map(({ id }) => id);
const samples = (...ids: string[]): string => JSON.stringify(ids.map((id) => sampleConversation(id)));
const textsOf = ({ messages, visible }: Conversation): string[] =>
  visible.map((id) => messages.find((message) => message.id === id)!.text);

/** A node as exports since mid-2026 have it: no children, and a message of five fields. */
const slimNode = (id: string, parent: string | null, role: string, text: string) => ({
  id,
  parent,
  message: {
    author: { role, name: null },
    content: { content_type: "text", parts: [text] },
    create_time: 1,
    id,
    metadata: {},
  },
});
const slim = (id: string) => ({
  id,
  current_node: "a",
  mapping: { q: slimNode("q", null, "user", "why?"), a: slimNode("a", "q", "assistant", "because") },
});

describe("bugs reported in other parsers", () => {
  it("1 convoviz#22: metadata without is_user_system_message", async () => {
    const mapping = { m: node("m", null, "user", "hello", { metadata: { timestamp_: "absolute" } }) };
    expect(textsOf(await onlyOf({ mapping }))).to.deep.equal(["hello"]);
  });

  it("2 convoviz#37: multimodal parts that are no strings", async () => {
    const parts = [
      { content_type: "image_asset_pointer", asset_pointer: "file-service://file-1" },
      "what is this?",
      null,
      7,
    ];
    const mapping = { m: node("m", null, "user", "", { content: { content_type: "multimodal_text", parts } }) };
    expect(textsOf(await onlyOf({ mapping }))).to.deep.equal(["what is this?"]);
  });

  it("3 convoviz#60 #61: messages without status and weight", async () => {
    expect(textsOf(await onlyOf(slim("s")))).to.deep.equal(["why?", "because"]);
  });

  it("4 langchain#23252: create_time is null", async () => {
    const conversation = await onlyOf(sampleConversation("n", { create_time: null, update_time: null }));
    expect(conversation).to.include({ createdAt: null, updatedAt: null });
    expect(conversation.visible).to.have.length(2);
  });

  it("5 LibreChat#2355 #10011: the file is never whole in memory", async () => {
    const one = samples("x".repeat(8)).slice(1, -1);
    const text = `[${Array.from({ length: 2_000 }, (_, index) => one.replaceAll("xxxxxxxx", String(index).padStart(8, "0"))).join(",")}]`;
    let largestRead = 0;
    const whole = new Blob([text]);
    const slice = (start?: number, end?: number): Blob => {
      const part = whole.slice(start, end);
      largestRead = Math.max(largestRead, part.size);
      return part;
    };
    const archive = await readArchive({ size: whole.size, slice } as unknown as Blob);
    expect(await idsOf(archive)).to.have.length(2_000);
    expect(largestRead).to.be.lessThan(whole.size / 4);
  });

  it("6 LibreChat#9491: a system message in mid-tree", async () => {
    const mapping = {
      q: node("q", null, "user", "one"),
      s: node("s", "q", "system", "hidden"),
      a: node("a", "s", "assistant", "two"),
    };
    const conversation = await onlyOf({ mapping, current_node: "a" });
    expect(textsOf(conversation)).to.deep.equal(["one", "two"]);
    expect(conversation.messages.find(({ id }) => id === "a")!.parentId).to.equal("s");
  });

  it("7 LibreChat#13630 #15229: metadata is undefined, and there are more than fifty shards", async () => {
    const mapping = { m: node("m", null, "assistant", "hello", { metadata: undefined }) };
    expect((await onlyOf({ mapping })).models).to.deep.equal([]);
    const shards = Array.from({ length: 60 }, (_, index) => [
      `conversations-${String(index).padStart(3, "0")}.json`,
      samples(`c${index}`),
    ]);
    const ids = await idsOf(await readArchive(zipBlob(Object.fromEntries(shards) as Record<string, string>)));
    expect(ids).to.deep.equal(Array.from({ length: 60 }, (_, index) => `c${index}`));
  });

  it("8 LibreChat#14505: browsing content without parts, and two thousand attachments", async () => {
    const content = { content_type: "tether_browsing_display", result: "found", summary: "short", assets: null };
    const mapping = { q: node("q", null, "user", "look"), t: node("t", "q", "tool", "", { content }) };
    expect((await onlyOf({ mapping })).messages[1]!.text).to.equal("found\nshort");
    const pictures = Array.from({ length: 2_500 }, (_, index) => ({ name: `file-${index}.png`, isStored: true }));
    const entries = [{ name: "conversations.json", data: samples("a") }, ...pictures];
    const archive = await readArchive(new Blob([writeZip({ entries })]));
    await collect(archive.conversations);
    expect(archive.report().attachments).to.equal(2_500);
  });

  it("9 open-webui#9171 #5204 #337, BetterChatGPT-PLUS#53 #54: branches and attachments are kept", async () => {
    const mapping = {
      q: node("q", null, "user", "ask"),
      a: node("a", "q", "assistant", "first"),
      b: node("b", "q", "assistant", "second", { metadata: { attachments: [{ id: "file-1", name: "x" }] } }),
    };
    const { messages, visible } = await onlyOf({ mapping, current_node: "b" });
    expect(messages.map(({ id, parentId }) => [id, parentId])).to.deep.equal([
      ["q", null],
      ["a", "q"],
      ["b", "q"],
    ]);
    expect(visible).to.deep.equal(["q", "b"]);
  });

  it("10 pionxzh#121 #218 #284: conversations of projects", async () => {
    expect(await onlyOf(sampleConversation("p", { gizmo_id: "g-p-1", gizmo_type: "snorlax" }))).to.include({
      gizmoId: "g-p-1",
    });
  });

  it("11 nexus#27 #29: a large zip is read in pieces", async () => {
    const noise = new Uint8Array(3_000_000).map((_, index) => Math.imul(index + 1, 2_654_435_761) >>> 13);
    const entries = [
      { name: "conversations.json", data: samples("a") },
      { name: "file-1.dat", data: noise, isStored: true },
    ];
    const whole = new Blob([writeZip({ entries })]);
    let bytesRead = 0;
    const slice = (start = 0, end = whole.size): Blob => {
      const part = whole.slice(start, end);
      const arrayBuffer = (): Promise<ArrayBuffer> => {
        bytesRead += part.size;
        return part.arrayBuffer();
      };
      return {
        size: part.size,
        arrayBuffer,
        slice: (from = 0, to = part.size) => slice(start + from, start + to),
      } as unknown as Blob;
    };
    expect(await idsOf(await readArchive({ size: whole.size, slice } as unknown as Blob))).to.deep.equal(["a"]);
    expect(bytesRead).to.be.lessThan(400_000);
  });

  it("12 nexus#45, d3i-infra#85: shards and the unsharded name are both found, and a missing shard is reported", async () => {
    expect(await idsOf(await readArchive(zipBlob({ "conversations.json": samples("a") })))).to.deep.equal(["a"]);
    const sharded = await readArchive(
      zipBlob({ "conversations-000.json": samples("a"), "conversations-002.json": samples("c") }),
    );
    expect(await idsOf(sharded)).to.deep.equal(["a", "c"]);
    expect(sharded.report().missingShards).to.deep.equal(["conversations-001.json"]);
  });

  it("13 nexus#62 #67: .dat attachments, and the zip of the Privacy Portal", async () => {
    const inner = writeZip({
      entries: [
        { name: "conversations-000.json", data: JSON.stringify([slim("s")]) },
        { name: "file_1.dat", data: "x" },
      ],
    });
    const archive = await readArchive(
      zipBlob({ "User Online Activity/Conversations_1-chatgpt-0001.zip": inner, "report.html": "" }),
    );
    expect(await idsOf(archive)).to.deep.equal(["s"]);
    expect(archive.report()).to.include({ container: "privacy-portal", attachments: 1 });
  });

  it("14 chatgpt2md#1, daugaard47#23: shards in their order", async () => {
    const files = { "conversations-001.json": samples("b"), "conversations-000.json": samples("a") };
    const archive = await readArchive(zipBlob(files));
    expect(await idsOf(archive)).to.deep.equal(["a", "b"]);
    expect(archive.report().container).to.equal("sharded");
  });

  it("15 daugaard47#12: a truncated zip is called one", async () => {
    const whole = writeZip({ entries: [{ name: "conversations.json", data: samples("a") }] });
    const reading = codeOf(() => readArchive(new Blob([whole.subarray(0, whole.length >> 1)])));
    expect(await reading).to.equal("EXPORT_ZIP_INCOMPLETE");
  });

  it("16 MemPalace#330, huhusmang#22: the branch that was open, and chains thousands deep", async () => {
    const chain = Array.from({ length: 5_000 }, (_, index): [string, unknown] => [
      `n${index}`,
      node(`n${index}`, index === 0 ? null : `n${index - 1}`, index % 2 === 0 ? "user" : "assistant", `turn ${index}`),
    ]);
    const other = node("other", "n0", "assistant", "abandoned");
    const mapping = { other, ...Object.fromEntries(chain) };
    const texts = textsOf(await onlyOf({ mapping, current_node: "n4999" }));
    expect(texts).to.have.length(5_000);
    expect(texts).not.to.include("abandoned");
  });

  it("17 dsh-chat-import#62, ai-chat-md-export#52: nodes without children", async () => {
    const archive = await readArchive(zipBlob({ "conversations.json": JSON.stringify([slim("s")]) }));
    expect(textsOf((await collect(archive.conversations))[0]!)).to.deep.equal(["why?", "because"]);
    expect(archive.report().container).to.equal("slim");
  });

  it("18 yauzl#169 #176 #177, nodejs/node#63487, vscode#318682: an entry over 64 KB ends", async () => {
    const long = sampleConversation("long", {
      safe_urls: Array.from({ length: 9_000 }, (_, index) => `https://example.org/${index}`),
    });
    expect(await idsOf(await readArchive(zipBlob({ "conversations.json": JSON.stringify([long]) })))).to.deep.equal([
      "long",
    ]);
  });

  it("19 GPT Data DAO's proof: a genuine slim export is no spam for the keys that it lacks", async () => {
    const zip = generateExport({ seed: 19, conversations: 3, era: "slim", startAt: 1_705_276_800 });
    const archive = await readArchive(new Blob([zip as BlobPart]));
    expect(await idsOf(archive)).to.have.length(3);
    expect(archive.report()).to.deep.include({ container: "slim", skipped: {}, repaired: {} });
  });
});
