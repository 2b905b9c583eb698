import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from "node:fs";
import { Zip, ZipDeflate } from "fflate";
import { generateConversation, type ConversationStyle } from "../../src/synthetic/generate-conversation.ts";
import { inventPerson } from "../../src/synthetic/person.ts";
import { pythonJson } from "../../src/synthetic/python-json.ts";

/** One generated export: the zip, and its conversations as the bare file that other parsers take. */
export type ArchiveFiles = { readonly zip: string; readonly json: string; readonly jsonBytes: number };

const SEED = 1;
const folder = new URL("../../cache/bench/", import.meta.url).pathname;
const encoder = new TextEncoder();

/** An English-speaking person's export with every fourth conversation in another language. */
const style: ConversationStyle = {
  person: inventPerson(SEED),
  isSlim: false,
  startAt: 1_700_000_000,
  conversationsPerDay: 3,
  languages: ["en", "de", "fr", "ja"],
  plan: "plus",
  maxTurns: 100,
  textPermille: 1_000,
};

/** Gives the files of an export with about so many megabytes of JSON, generated once and kept in `cache/`. */
export function archiveFiles(megabytes: number): ArchiveFiles {
  const base = `${folder}export-${megabytes}`;
  const files = { zip: `${base}.zip`, json: `${base}.json` };
  if (!existsSync(files.zip)) generate(files, megabytes * 1_000_000);
  return { ...files, jsonBytes: statSync(files.json).size };
}

function generate(files: { readonly zip: string; readonly json: string }, bytes: number): void {
  mkdirSync(folder, { recursive: true });
  const unfinished = `${files.zip}.unfinished`;
  const json = openSync(files.json, "w");
  const archive = openSync(unfinished, "w");
  const zip = new Zip((error, piece) => {
    if (error !== null) throw error;
    writeSync(archive, piece);
  });
  addFile(zip, "user.json", [pythonJson({ id: style.person.userId, email: "synthetic@example.com" })]);
  addFile(zip, "conversations.json", conversations(bytes), json);
  zip.end();
  closeSync(json);
  closeSync(archive);
  renameSync(unfinished, files.zip);
}

function* conversations(bytes: number): Generator<string> {
  let written = 0;
  for (let index = 0; written < bytes; index++) {
    const text = `${index === 0 ? "[" : ", "}${pythonJson(generateConversation(style, index).json)}`;
    written += text.length;
    yield text;
  }
  yield "]";
}

function addFile(zip: Zip, name: string, texts: Iterable<string>, copy?: number): void {
  const entry = new ZipDeflate(name, { level: 6 });
  zip.add(entry);
  for (const text of texts) {
    const bytes = encoder.encode(text);
    if (copy !== undefined) writeSync(copy, bytes);
    entry.push(bytes);
  }
  entry.push(new Uint8Array(), true);
}
