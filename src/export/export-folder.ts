import { exportError } from "./export-error.ts";
import type { ZipEntry } from "./zip-directory.ts";

/** Entries that are not read, by what they may be. */
export type OtherFiles = {
  readonly attachments: number;
  readonly unknownFiles: number;
  /** Of these, the JSON files that stand beside the conversations, which a new version of the format may have brought. */
  readonly unknownJson: readonly string[];
};

/** The entries of a zip by what they are to an export. */
export type ExportFolder = OtherFiles & {
  /** `conversations.json` first, then shards by number. */
  readonly conversations: readonly ZipEntry[];
  readonly metadata: readonly ZipEntry[];
  readonly isSharded: boolean;
  /** Names missing from the shards' numbering; at most {@link MAX_NAMED} are listed. */
  readonly missingShards: readonly string[];
};

/** How many missing shards or unknown files are named before the list is cut. */
export const MAX_NAMED = 1000;

/** Names of conversation files in all eras: one file until early 2026, shards of 100 conversations since. */
export const CONVERSATION_FILE = /^conversations(?:-(\d{1,6}))?\.json$/;

const metadataNames: ReadonlySet<string> = new Set([
  "export_manifest.json",
  "message_feedback.json",
  "user.json",
  "user_settings.json",
]);
const ignoredNames: ReadonlySet<string> = new Set([
  "ads.json",
  "basispoints.json",
  "chat.html",
  "conversation_asset_file_names.json",
  "group_chats.json",
  "library_files.json",
  "model_comparisons.json",
  "report.html",
  "shared_conversations.json",
  "shopping.json",
  "sora.json",
]);
/** As OpenAI names its own files: no letter case, blank or sign that a person would write into a name. */
const TECHNICAL_JSON = /^[a-z0-9_-]{1,60}\.json$/;
const JUNK = /^(?:__MACOSX\/.*|(?:.*\/)?(?:\._[^/]*|\.DS_Store|Thumbs\.db|desktop\.ini))$/;
const ATTACHMENT = /^(?:file[-_]|.*\.(?:dat|png|jpe?g|webp|gif|wav|mp3|mp4|pdf)$)/i;
const ATTACHMENT_FOLDER = /(?:^|\/)(?:dalle-generations|textdocs|audio|user-[^/]+)\//;

/**
 * Finds the export in a zip wherever its folder is (`tmp/`, a re-zipped sub-folder), past the junk of operating systems.
 * The shallowest folder with conversations counts; without any, `conversations` is empty.
 *
 * @throws {InvalidInputError} `EXPORT_AMBIGUOUS` when two folders of the same depth hold conversations.
 */
export function findExportFolder(entries: readonly ZipEntry[]): ExportFolder {
  const genuine = entries.filter((entry) => !JUNK.test(entry.name));
  const prefix = findPrefix(genuine.filter((entry) => CONVERSATION_FILE.test(baseName(entry.name))));
  const isHere = (entry: ZipEntry): boolean => prefixOf(entry.name) === prefix;
  const conversations = genuine
    .filter((entry) => isHere(entry) && CONVERSATION_FILE.test(baseName(entry.name)))
    .sort((a, b) => shardNumber(a.name) - shardNumber(b.name));
  const metadata = genuine.filter((entry) => isHere(entry) && metadataNames.has(baseName(entry.name)));
  const known = new Set([...conversations, ...metadata]);
  const others = genuine.filter((entry) => !known.has(entry));
  return {
    conversations,
    metadata,
    isSharded: conversations.some((entry) => shardNumber(entry.name) >= 0),
    missingShards: findGaps(conversations.map(({ name }) => shardNumber(name))),
    ...classifyOthers(others, isHere),
  };
}

/** Sorts entries that are not read; `isHere` says which of them are in a folder of OpenAI's own files. */
export function classifyOthers(entries: readonly ZipEntry[], isHere: (entry: ZipEntry) => boolean): OtherFiles {
  const unnamed = entries.filter(
    (entry) => !JUNK.test(entry.name) && !(isHere(entry) && ignoredNames.has(baseName(entry.name))),
  );
  const unknown = unnamed.filter((entry) => !isAttachment(entry));
  const names = unknown.filter(isHere).map((entry) => baseName(entry.name));
  return {
    attachments: unnamed.length - unknown.length,
    unknownFiles: unknown.length,
    unknownJson: names
      .filter((name) => TECHNICAL_JSON.test(name))
      .sort()
      .slice(0, MAX_NAMED),
  };
}

function findPrefix(candidates: readonly ZipEntry[]): string {
  const prefixes = [...new Set(candidates.map((entry) => prefixOf(entry.name)))];
  const depths = prefixes.map((prefix) => prefix.split("/").length);
  const least = depths.reduce((least, depth) => Math.min(least, depth), Number.POSITIVE_INFINITY);
  const shallowest = prefixes.filter((_, index) => depths[index] === least);
  if (shallowest.length > 1) throw exportError("EXPORT_AMBIGUOUS", { folders: prefixes.length });
  return shallowest[0] ?? "";
}

function prefixOf(name: string): string {
  return name.slice(0, name.lastIndexOf("/") + 1);
}

function baseName(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

/** The number in the name of a conversation file, folders left out; −1 for the one unsharded file. */
export function shardNumber(name: string): number {
  return Number(CONVERSATION_FILE.exec(baseName(name))?.[1] ?? -1);
}

function findGaps(numbers: readonly number[]): string[] {
  const present = new Set(numbers);
  const gaps: string[] = [];
  const last = numbers.at(-1) ?? -1;
  for (let number = 0; number < last && gaps.length < MAX_NAMED; number++) {
    if (!present.has(number)) gaps.push(`conversations-${String(number).padStart(3, "0")}.json`);
  }
  return gaps;
}

function isAttachment(entry: ZipEntry): boolean {
  return ATTACHMENT.test(baseName(entry.name)) || ATTACHMENT_FOLDER.test(entry.name);
}
