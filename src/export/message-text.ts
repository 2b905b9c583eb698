import { isRecord, listOrEmpty, property, stringOrNull, type RawRecord } from "./raw-json.ts";
import { stripCitationMarks } from "./citation-marks.ts";

/** What a message says, and under which content type. */
export type MessageContent = {
  readonly contentType: string;
  readonly text: string;
  /** Whether the content type is one this reader knows. */
  readonly isKnown: boolean;
};

const noText = (): string => "";
const textField = (content: RawRecord): string => stringOrNull(property(content, "text")) ?? "";

/**
 * How to read each content type seen in exports since 2023. Custom instructions and memory (`…_editable_context`) are
 * private and nobody needs them, so their text is left out here.
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

/**
 * Reads the `content` of a message; never fails.
 *
 * A bare string and parts without a type count as `text`. Of an unknown type the parts or the `text` field are kept.
 */
export function readContent(content: unknown): MessageContent {
  if (typeof content === "string") return { contentType: "text", text: clean(content), isKnown: true };
  if (!isRecord(content)) return { contentType: "none", text: "", isKnown: true };
  const contentType = stringOrNull(property(content, "content_type")) ?? "text";
  const read = readers.get(contentType) ?? unknownText;
  return { contentType, text: clean(read(content)), isKnown: readers.has(contentType) };
}

function clean(text: string): string {
  return stripCitationMarks(text.toWellFormed());
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
