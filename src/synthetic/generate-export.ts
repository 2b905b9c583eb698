import { zipSync, type Zippable } from "fflate";
import { civilFromDays } from "../primitives/calendar.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import { generateConversation, type ConversationStyle, type GeneratedConversation } from "./generate-conversation.ts";
import { languages, type SyntheticLanguage } from "./languages.ts";
import { inventPerson, type Person } from "./person.ts";
import { pythonJson, type PythonValue } from "./python-json.ts";

/** What to generate. The same options give the same bytes on every machine. */
export type SyntheticExportOptions = {
  /** Whole number; each seed is another person with other texts. */
  readonly seed: number;
  /** 1 to 100,000. With the same other options the first n conversations are the same whatever the total. */
  readonly conversations: number;
  /** Container form: one file until early 2026, shards of 100 since, slim messages since mid-2026. */
  readonly era: "classic" | "sharded" | "slim";
  /** Unix seconds; the first conversation is on this UTC day. */
  readonly startAt: number;
  /** 1 to 100; default 3. */
  readonly conversationsPerDay?: number;
  /** The first is used in three conversations of four; default English alone. */
  readonly languages?: readonly SyntheticLanguage[];
  /** Default `plus`. */
  readonly plan?: "free" | "plus";
  /** Longest conversation in turns; default 100. */
  readonly maxTurns?: number;
  /** Length of texts in ‰ of the natural distribution, 1 to 10,000; default 1,000. */
  readonly textPermille?: number;
};

const SHARD_CONVERSATIONS = 100;
const SECONDS_PER_DAY = 86_400;
const UNIX = 3;
const OWNER_READ_WRITE = 0o600 << 16;

/**
 * Generates a ChatGPT export as ChatGPT makes it: the zip of an invented person with conversations, settings and
 * feedback, in the names, shapes and bytes of the real format.
 *
 * A later export of the same person is the same call with more `conversations`.
 *
 * @throws {InvalidInputError} `SYNTHETIC_OPTION_OUT_OF_RANGE` with the option's name, or `SYNTHETIC_LANGUAGE_UNKNOWN`.
 */
export function generateExport(options: SyntheticExportOptions): Uint8Array {
  const style = toStyle(options);
  const made = Array.from({ length: options.conversations }, (_, index) => generateConversation(style, index));
  // Real exports begin with the newest conversation.
  const newestFirst = [...made].sort((a, b) => b.createdAt - a.createdAt);
  const files = options.era === "classic" ? classicFiles(newestFirst) : shardedFiles(newestFirst, style);
  const feedback = made.flatMap((conversation) => conversation.feedback ?? []);
  const common = { ...files, ...accountFiles(style, feedback) };
  const all = options.era === "classic" ? common : { ...common, ...manifestFile(Object.keys(common)) };
  return pack(all, exportDay(newestFirst));
}

function toStyle(options: SyntheticExportOptions): ConversationStyle {
  const { seed, startAt, era, conversationsPerDay = 3, maxTurns = 100, textPermille = 1000, plan = "plus" } = options;
  const chosen = options.languages ?? ["en"];
  assertRange("seed", seed, 0, Number.MAX_SAFE_INTEGER);
  assertRange("conversations", options.conversations, 1, 100_000);
  assertRange("startAt", startAt, 0, 2 ** 32 - 1);
  assertRange("conversationsPerDay", conversationsPerDay, 1, 100);
  assertRange("maxTurns", maxTurns, 1, 100);
  assertRange("textPermille", textPermille, 1, 10_000);
  assertLanguages(chosen);
  const isSlim = era === "slim";
  const person = inventPerson(seed);
  return { person, isSlim, startAt, conversationsPerDay, languages: chosen, plan, maxTurns, textPermille };
}

function assertLanguages(chosen: readonly string[]): void {
  if (chosen.length > 0 && chosen.every((language) => Object.hasOwn(languages, language))) return;
  throw new InvalidInputError("SYNTHETIC_LANGUAGE_UNKNOWN", "Expected at least one language, and only known ones.", {
    context: { languages: chosen.length },
    hint: `Choose from ${Object.keys(languages).join(", ")}.`,
  });
}

function assertRange(option: string, value: number, least: number, most: number): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  throw new InvalidInputError("SYNTHETIC_OPTION_OUT_OF_RANGE", `Expected ${option} to be a whole number in range.`, {
    context: { option, value, least, most },
    hint: `Choose ${option} from ${least} to ${most}.`,
  });
}

function classicFiles(newestFirst: readonly GeneratedConversation[]): Record<string, string> {
  const conversations = pythonJson(newestFirst.map(({ json }) => json));
  const page =
    '<html><head><title>ChatGPT Data Export</title></head><body><div id="root"></div><script>\n' +
    `var jsonData = ${conversations};\n</script></body></html>`;
  return {
    "conversations.json": conversations,
    "chat.html": page,
    "model_comparisons.json": "[]",
    "shared_conversations.json": "[]",
  };
}

function shardedFiles(
  newestFirst: readonly GeneratedConversation[],
  { person, languages: chosen }: ConversationStyle,
): Record<string, string> {
  const files: Record<string, string> = {};
  for (let start = 0; start < newestFirst.length; start += SHARD_CONVERSATIONS) {
    const shard = newestFirst.slice(start, start + SHARD_CONVERSATIONS).map(({ json }) => json);
    files[`conversations-${String(start / SHARD_CONVERSATIONS).padStart(3, "0")}.json`] = pythonJson(shard);
  }
  files["user_settings.json"] = pythonJson([settings(person, chosen)]);
  files["shared_conversations.json"] = "[]";
  files["conversation_asset_file_names.json"] = "{}";
  files["library_files.json"] = "[]";
  return files;
}

function settings(person: Person, chosen: readonly SyntheticLanguage[]): PythonValue {
  const locale = languages[chosen[0] ?? "en"].grammar.code;
  return {
    user_id: person.userId,
    settings: { voice_name: "cove", training_allowed: true, locale },
    beta_settings: {},
    announcements: {},
    habitat_object_version: 1,
  };
}

function accountFiles({ person, plan }: ConversationStyle, feedback: readonly PythonValue[]): Record<string, string> {
  const user = { id: person.userId, email: "synthetic@example.com", chatgpt_plus_user: plan === "plus" };
  return { "user.json": pythonJson(user), "message_feedback.json": pythonJson(feedback) };
}

function manifestFile(names: readonly string[]): Record<string, string> {
  const shards = names.filter((name) => name.startsWith("conversations-"));
  const manifest: PythonValue = {
    version: 1,
    manifest_file: "export_manifest.json",
    export_files: names.map((path) => ({ path })),
    logical_files: { "conversations.json": { files: shards, sharded: true } },
  };
  return { "export_manifest.json": pythonJson(manifest) };
}

function exportDay(newestFirst: readonly GeneratedConversation[]): number {
  return Math.floor((newestFirst[0]?.createdAt ?? 0) / SECONDS_PER_DAY) + 1;
}

function pack(files: Readonly<Record<string, string>>, day: number): Uint8Array {
  const { year, month, day: dayOfMonth } = civilFromDays(day);
  // fflate writes the local clock: noon of a local calendar day gives the same bytes in every time zone.
  const options = { mtime: new Date(year, month - 1, dayOfMonth, 12), os: UNIX, attrs: OWNER_READ_WRITE };
  const encoder = new TextEncoder();
  const entries: Zippable = {};
  for (const [name, content] of Object.entries(files)) entries[name] = [encoder.encode(content), options];
  return zipSync(entries);
}
