import type { ArchiveFile } from "./container.ts";
import type { ArchiveLimits, InflateBudget } from "./archive-limits.ts";
import { tallyUnknownKeys, type Watched } from "./known-keys.ts";
import { createDrift, type Drift } from "./name-tally.ts";
import { splitJson } from "./json-splitter.ts";
import { isRecord, listOrEmpty, property, slugOrNull } from "./raw-json.ts";
import { parseSeconds } from "./timestamp.ts";

/** A person's judgement of an answer. Its words stay in the file. */
export type Feedback = {
  readonly conversationId: string | null;
  readonly rating: "up" | "down" | "unknown";
  /** Whether the person wrote words or chose tags with it. */
  readonly hasText: boolean;
  /** Unix seconds, rounded down. */
  readonly createdAt: number | null;
};

/** What the export tells about the account. E-mail, telephone and year of birth are never given out. */
export type AccountMetadata = {
  /** `user.json` `id`: free text for anyone who edits the file, so no proof of anything. */
  readonly userId: string | null;
  /** From `chatgpt_plus_user`, the only sign of the subscription in an export; self-declared like all of the file. */
  readonly plan: "free" | "plus" | "unknown";
  /** The file that says so; null for an unknown plan. */
  readonly planFile: "user.json" | null;
  /** The settings' language; without one, the most frequent language tag of the messages (known after reading them). */
  readonly locale: string | null;
  /** Where the language is from: `user_settings.json`, or the tags of the messages; null without any. */
  readonly localeSource: "settings" | "messages" | null;
  readonly settingsPresent: boolean;
  readonly feedback: readonly Feedback[];
  /** Which metadata files the export has and which of them could be read. */
  readonly provenance: readonly { readonly file: string; readonly isReadable: boolean }[];
};

/** Shards that the export's own manifest lists. */
export type Manifest = { readonly conversationFiles: readonly string[] };

type MetadataLimits = Pick<ArchiveLimits, "metadataBytes" | "elements" | "conversationDepth" | "conversationValues">;
/** Characters of a rating's words and tags that are looked into; far more than a person types there. */
const MAX_FEEDBACK_TEXT = 65_536;

type Reading = { readonly values: readonly unknown[]; readonly isReadable: boolean };

/**
 * Reads the account's files; a missing or unreadable one leaves its fields empty. What no known export has in them is
 * counted in `drift`.
 *
 * @throws {InvalidInputError} when the zip itself is damaged there.
 */
export async function readAccountMetadata(
  files: ReadonlyMap<string, ArchiveFile>,
  limits: MetadataLimits,
  budget: InflateBudget,
  drift: Drift = createDrift(),
): Promise<AccountMetadata> {
  const provenance: { file: string; isReadable: boolean }[] = [];
  // One file at a time, keeping only what is needed of it: together they would be a burden on memory.
  const read = async <Fields>(
    file: string,
    watched: Watched,
    pick: (values: readonly unknown[]) => Fields,
  ): Promise<Fields> => {
    const reading = await readValues(files.get(file), limits, budget);
    if (reading !== null) provenance.push({ file, isReadable: reading.isReadable });
    const values = reading?.values ?? [];
    for (const value of values) if (isRecord(value)) tallyUnknownKeys(watched, value, drift.unknownKeys);
    return pick(values);
  };
  const user = await read("user.json", "user", ([account]) => ({
    userId: slugOrNull(property(account, "id")),
    ...readPlan(property(account, "chatgpt_plus_user")),
  }));
  const settings = await read("user_settings.json", "settings", (values) => ({
    ...readLocale(values),
    settingsPresent: values.some(isRecord),
  }));
  const feedback = await read("message_feedback.json", "feedback", (values) =>
    values.filter(isRecord).map((raw) => readFeedback(raw, drift)),
  );
  return { ...user, ...settings, feedback, provenance };
}

/**
 * Whether `address`, an e-mail address in lower case, is the account's. The one that `user.json` holds is compared with
 * ASCII letters in lower case and otherwise sign by sign; it stays in here. A missing or unreadable file has no address.
 *
 * @throws {InvalidInputError} when the zip itself is damaged there.
 */
export async function isAccountAddress(
  address: string,
  files: ReadonlyMap<string, ArchiveFile>,
  limits: MetadataLimits,
): Promise<boolean> {
  // `metadataBytes` bounds it; a file beyond that is unreadable here as it was on opening, not a failure of the archive.
  const user = await readValues(files.get("user.json"), limits, { remainingBytes: Number.POSITIVE_INFINITY });
  const email = property(user?.values[0], "email");
  return typeof email === "string" && email.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) === address;
}

/** Reads `export_manifest.json`; empty when it is absent, unreadable or of another shape. */
export async function readManifest(
  file: ArchiveFile | null,
  limits: MetadataLimits,
  budget: InflateBudget,
): Promise<Manifest> {
  const reading = await readValues(file ?? undefined, limits, budget);
  const logical = property(property(reading?.values[0], "logical_files"), "conversations.json");
  const names = listOrEmpty(property(logical, "files")).map((name) => slugOrNull(name));
  return { conversationFiles: names.filter((name) => name !== null) };
}

/** Null without the file. Values that cannot be parsed are left out and make it unreadable. */
async function readValues(
  file: ArchiveFile | undefined,
  limits: MetadataLimits,
  budget: InflateBudget,
): Promise<Reading | null> {
  if (file === undefined) return null;
  const bytes = await gather(file, limits.metadataBytes, budget);
  if (bytes === null) return { values: [], isReadable: false };
  const bounds = { ...limits, conversationBytes: limits.metadataBytes };
  const values: unknown[] = [];
  try {
    for await (const element of splitJson(once(bytes), bounds)) {
      if (element.kind === "bad" || values.length === limits.elements) return { values, isReadable: false };
      values.push(element.value);
    }
  } catch {
    return { values, isReadable: false };
  }
  return { values, isReadable: true };
}

/**
 * Gathers first and parses after, so that a damaged zip is told apart from damaged JSON. Null when too large by what the
 * container says; an entry never gives more than that.
 */
async function gather(file: ArchiveFile, limit: number, budget: InflateBudget): Promise<Uint8Array[] | null> {
  if (file.declaredBytes > limit) return null;
  const pieces: Uint8Array[] = [];
  for await (const piece of file.open(budget)) pieces.push(piece);
  return pieces;
}

async function* once(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array, void, undefined> {
  await Promise.resolve();
  yield* pieces;
}

function readPlan(isPlus: unknown): Pick<AccountMetadata, "plan" | "planFile"> {
  if (typeof isPlus !== "boolean") return { plan: "unknown", planFile: null };
  return { plan: isPlus ? "plus" : "free", planFile: "user.json" };
}

function readLocale(settings: readonly unknown[]): Pick<AccountMetadata, "locale" | "localeSource"> {
  for (const entry of settings) {
    const inner = property(entry, "settings");
    const locale = slugOrNull(property(inner, "locale")) ?? slugOrNull(property(inner, "language"));
    if (locale !== null) return { locale, localeSource: "settings" };
  }
  return { locale: null, localeSource: null };
}

function readFeedback(raw: unknown, drift: Drift): Feedback {
  return {
    conversationId: slugOrNull(property(raw, "conversation_id")),
    rating: readRating(property(raw, "rating"), drift),
    hasText: hasWords(property(raw, "content")),
    createdAt: parseSeconds(property(raw, "create_time")),
  };
}

function readRating(rating: unknown, drift: Drift): Feedback["rating"] {
  if (rating === "thumbs_up" || rating === "thumbsUp") return "up";
  if (rating === "thumbs_down" || rating === "thumbsDown") return "down";
  drift.unknownValues.add(`rating.${typeof rating === "string" ? rating : "none"}`);
  return "unknown";
}

/** `content` is a JSON text of `{text, tags}`; some exports hold the object itself. An endless one counts as empty. */
function hasWords(content: unknown): boolean {
  if (typeof content === "string" && content.length > MAX_FEEDBACK_TEXT) return false;
  const value = typeof content === "string" ? parseOrNull(content) : content;
  const text = property(value, "text");
  return (typeof text === "string" && /[^ \t\n\r]/.test(text)) || listOrEmpty(property(value, "tags")).length > 0;
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
