import { createReadStream, openAsBlob, readFileSync } from "node:fs";
import { finished } from "node:stream/promises";
import { defaultLimits } from "../../src/export/archive-limits.ts";
import { blobChunks } from "../../src/export/blob-chunks.ts";
import type { Conversation } from "../../src/export/conversation.ts";
import { openContainer } from "../../src/export/container.ts";
import { splitJson } from "../../src/export/json-splitter.ts";
import { readArchive } from "../../src/export/read-archive.ts";
import type { ScorableArchive } from "../../src/scoring/scorable.ts";
import type { ArchiveFiles } from "./archive-files.ts";

/**
 * Does one thing once and says how much it found. `start` begins the clock anew, for what has to be prepared first; each
 * loads its own library, so that the memory of one is not that of all.
 */
export type Subject = (files: ArchiveFiles, start: () => void) => Promise<number>;

const FILE = "conversations.json";
/** Everything that is measured, by name. */
export const subjects = {
  "JSON.parse, whole file": ({ json }) => Promise.resolve((JSON.parse(readFileSync(json, "utf8")) as unknown[]).length),

  "this reader, from the bare file": async ({ json }) =>
    countOf(splitJson(blobChunks(await openAsBlob(json)), defaultLimits)),

  "stream-json": async ({ json }, start) => {
    const { parser } = await import("stream-json");
    const { streamArray } = await import("stream-json/streamers/stream-array.js");
    start();
    const values = createReadStream(json).pipe(parser.asStream()).pipe(streamArray.asStream());
    let count = 0;
    values.on("data", () => count++);
    await finished(values);
    return count;
  },

  "@streamparser/json": async ({ json }, start) => {
    const { JSONParser } = await import("@streamparser/json");
    start();
    const parser = new JSONParser({ paths: ["$.*"], keepStack: false });
    let count = 0;
    parser.onValue = () => {
      count++;
    };
    for await (const chunk of createReadStream(json)) parser.write(chunk as Uint8Array);
    return count;
  },

  "this reader, checksum and all": async ({ zip }) => {
    const { conversationFiles } = await openContainer(await openAsBlob(zip), defaultLimits);
    let bytes = 0;
    for (const file of conversationFiles) {
      for await (const chunk of file.open({ remainingBytes: Number.MAX_SAFE_INTEGER })) bytes += chunk.length;
    }
    return bytes;
  },

  yauzl: async ({ zip }, start) => {
    const { openPromise } = (await import("yauzl")).default;
    start();
    const opened = await openPromise(zip, { lazyEntries: true });
    let bytes = 0;
    for await (const entry of opened.eachEntry()) {
      if (entry.fileName !== FILE) continue;
      for await (const chunk of await opened.openReadStreamPromise(entry)) bytes += (chunk as Uint8Array).length;
    }
    return bytes;
  },

  "fflate, in pieces": async ({ zip }, start) => {
    const { Unzip, UnzipInflate } = await import("fflate");
    start();
    let bytes = 0;
    const unzip = new Unzip((file) => {
      if (file.name !== FILE) return;
      file.ondata = (_error, data) => (bytes += data.length);
      file.start();
    });
    unzip.register(UnzipInflate);
    for await (const chunk of createReadStream(zip)) unzip.push(chunk as Uint8Array);
    return bytes;
  },

  "fflate, whole": async ({ zip }, start) => {
    const { unzipSync } = await import("fflate");
    start();
    return unzipSync(readFileSync(zip), { filter: ({ name }) => name === FILE })[FILE]?.length ?? 0;
  },

  "zip.js": async ({ zip }, start) => {
    const { BlobReader, ZipReader } = await import("@zip.js/zip.js");
    start();
    const reader = new ZipReader(new BlobReader(await openAsBlob(zip)), { useWebWorkers: false });
    let bytes = 0;
    const count = new WritableStream<Uint8Array>({ write: (chunk) => void (bytes += chunk.length) });
    for (const entry of await reader.getEntries()) {
      if (!entry.directory && entry.filename === FILE) await entry.getData(count);
    }
    return bytes;
  },

  "zip to conversations": async ({ zip }) => countOf((await readArchive(await openAsBlob(zip))).conversations),

  "conversations to units, per byte of text": async ({ zip }, start) => {
    const archive = await readArchive(await openAsBlob(zip));
    const conversations: Conversation[] = [];
    for await (const conversation of archive.conversations) conversations.push(conversation);
    const text = conversations
      .flatMap(({ messages }) => messages)
      .filter(({ hidden, role }) => !hidden && (role === "user" || role === "assistant"))
      .reduce((sum, message) => sum + Buffer.byteLength(message.text), 0);
    const score = await scorer();
    start();
    await score({ conversations: each(conversations), account: archive.account });
    return text;
  },

  "zip to units": async ({ zip }, start) => {
    const score = await scorer();
    start();
    return score(await readArchive(await openAsBlob(zip)));
  },
} as const satisfies Readonly<Record<string, Subject>>;

/** The name of something that is measured. */
export type SubjectName = keyof typeof subjects;

/** Gives what scores an archive to its units. */
async function scorer(): Promise<(archive: ScorableArchive) => Promise<number>> {
  const { toAddress } = await import("../../src/primitives/identifiers.ts");
  const { previewScore } = await import("../../src/scoring/preview-score.ts");
  const { rulesetV1: ruleset } = await import("../../src/scoring/ruleset.ts");
  const { measureArchive } = await import("../../src/scoring/score-archive.ts");
  const context = {
    ruleset,
    fingerprintKey: new Uint8Array(16),
    submittedAt: 1_790_000_000,
    owner: toAddress(`0x${"00".repeat(20)}`),
    tier: "idTokenAndChallenge",
  } as const;
  return async (archive) => previewScore(await measureArchive(archive, context), ruleset).units.idTokenAndChallenge;
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item);
}

async function countOf(items: AsyncIterable<unknown>): Promise<number> {
  const iterator = items[Symbol.asyncIterator]();
  let count = 0;
  while ((await iterator.next()).done !== true) count++;
  return count;
}
