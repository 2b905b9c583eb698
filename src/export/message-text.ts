import { isRecord, listOrEmpty, property, stringOrNull, type RawRecord } from "./raw-json.ts";
import { stripCitationMarks } from "./citation-marks.ts";
import { tallyUnknownContentKeys } from "./known-keys.ts";
import { createDrift, type Drift } from "./name-tally.ts";
import { stripRemovalMarks } from "./removal-marks.ts";

/** What a message says, and under which content type. */
export type MessageContent = {
  readonly contentType: string;
  readonly text: string;
};

const noText = (): string => "";
const textField = (content: RawRecord): string => stringOrNull(property(content, "text")) ?? "";

/**
 * How to read each content type seen in exports since 2023. Custom instructions and memory (`…_editable_context`) are
 * private and nobody but their owner needs them, so their text is left out here; see `private-context.ts`.
 */
const readers: ReadonlyMap<string, (content: RawRecord) => string> = new Map([
  ["text", partsText],
  ["multimodal_text", partsText],
  ["code", textField],
  ["execution_output", textField],
  ["tether_browsing_display", browsingText],
  ["tether_quote", textField],
  ["sonic_webpage", textField],
  ["system_error", textField],
  ["user_editable_context", noText],
  ["model_editable_context", noText],
  ["thoughts", thoughtsText],
  ["reasoning_recap", (content) => stringOrNull(property(content, "content")) ?? ""],
  ["computer_output", noText],
  ["computer_initialize_state", noText],
  ["citable_code_output", (content) => stringOrNull(property(content, "output_str")) ?? ""],
]);

/** What the parts of a message can be besides strings. */
const partTypes: ReadonlySet<unknown> = new Set([
  "image_asset_pointer",
  "audio_asset_pointer",
  "audio_transcription",
  "real_time_user_audio_video_asset_pointer",
]);

/** The field that a type's text is in and whether it is a list, as far as its text is read. */
const textFields: ReadonlyMap<string, readonly [field: string, isList: boolean]> = new Map([
  ["text", ["parts", true]],
  ["multimodal_text", ["parts", true]],
  ["code", ["text", false]],
  ["execution_output", ["text", false]],
  ["tether_browsing_display", ["result", false]],
  ["tether_quote", ["text", false]],
  ["sonic_webpage", ["text", false]],
  ["system_error", ["text", false]],
  ["thoughts", ["thoughts", true]],
  ["reasoning_recap", ["content", false]],
  ["citable_code_output", ["output_str", false]],
]);

/**
 * Reads the `content` of a message; never fails.
 *
 * A bare string and parts without a type count as `text`. Of an unknown type the parts or the `text` field are kept.
 * What the text could be missing in is counted in `drift`.
 */
export function readContent(content: unknown, drift: Drift = createDrift()): MessageContent {
  if (typeof content === "string") return { contentType: "text", text: clean(content) };
  if (!isRecord(content)) {
    if (content !== null && content !== undefined) drift.unknownValues.add("shape.message.content");
    return { contentType: "none", text: "" };
  }
  const contentType = stringOrNull(property(content, "content_type")) ?? "text";
  const read = readers.get(contentType);
  if (read === undefined) drift.unknownContentTypes.add(contentType);
  else tallyUnread(contentType, content, drift);
  return { contentType, text: clean((read ?? unknownText)(content)) };
}

function tallyUnread(contentType: string, content: RawRecord, drift: Drift): void {
  tallyUnknownContentKeys(contentType, content, drift.unknownKeys);
  const [field, isList] = textFields.get(contentType) ?? [];
  if (field === undefined) return;
  const value = property(content, field);
  if (value === undefined || value === null) return;
  if (isList ? !Array.isArray(value) : typeof value !== "string")
    drift.unknownValues.add(`shape.${contentType}.${field}`);
  else if (field === "parts") tallyUnknownParts(listOrEmpty(value), drift);
  else if (field === "thoughts") tallyBareThoughts(listOrEmpty(value), drift);
}

function tallyUnknownParts(parts: readonly unknown[], { unknownValues }: Drift): void {
  for (const part of parts) {
    if (typeof part === "string" || part === null) continue;
    const type = property(part, "content_type");
    if (!partTypes.has(type)) unknownValues.add(`part.${typeof type === "string" ? type : "none"}`);
  }
}

function tallyBareThoughts(thoughts: readonly unknown[], { unknownValues }: Drift): void {
  for (const thought of thoughts)
    if (thought !== null && !isRecord(thought)) unknownValues.add("shape.thoughts.thoughts");
}

function clean(text: string): string {
  return stripRemovalMarks(stripCitationMarks(text.toWellFormed()));
}

function partsText(content: RawRecord): string {
  return joinTexts(listOrEmpty(property(content, "parts")).map(partText));
}

/** Parts are strings, nulls, or objects of which only transcriptions of speech carry text. */
function partText(part: unknown): string | null {
  return typeof part === "string" ? part : stringOrNull(property(part, "text"));
}

function browsingText(content: RawRecord): string {
  return joinTexts([stringOrNull(property(content, "result")), stringOrNull(property(content, "summary"))]);
}

function thoughtsText(content: RawRecord): string {
  return joinTexts(
    listOrEmpty(property(content, "thoughts")).map((thought) => stringOrNull(property(thought, "content"))),
  );
}

function unknownText(content: RawRecord): string {
  return partsText(content) || textField(content);
}

function joinTexts(texts: readonly (string | null)[]): string {
  return texts.filter((text) => text !== null && text !== "").join("\n");
}
