import { stripRemovalMarks } from "./removal-marks.ts";
import { isRecord, listOrEmpty, property, stringOrNull, type RawRecord } from "./raw-json.ts";
import { parseSeconds } from "./timestamp.ts";

/** A text that ChatGPT keeps about the account's owner beyond one conversation. */
export type PrivateText = {
  /**
   * Of the custom instructions what the owner said about themselves (`profile`) and how to answer (`instructions`); of the
   * memory what a conversation began with (`memory`), and what ChatGPT wrote down during one (`note`).
   */
  readonly kind: "profile" | "instructions" | "memory" | "note";
  /** Well-formed Unicode, of any number of lines. */
  readonly text: string;
  /** Unix seconds, of the message or else of its conversation; null without either. */
  readonly createdAt: number | null;
};

/** The names that such texts stand under; without one of them there is none. */
const MARKS = ["_editable_context", "user_context_message_data", '"bio"'];

/**
 * Reads custom instructions and memory out of a conversation's JSON, as `originals` of an archive gives it; never fails.
 *
 * The reader of messages leaves these texts out, since scores, validators and data users have no use for them. Only what an
 * owner runs on their own machine calls this. Exports since mid-2026 name no recipient of a message, so they hold no `note`.
 */
export function readPrivateTexts(json: string): PrivateText[] {
  if (!MARKS.some((mark) => json.includes(mark))) return [];
  const raw = JSON.parse(json) as unknown;
  const mapping = property(raw, "mapping");
  if (!isRecord(mapping)) return [];
  const conversationAt = parseSeconds(property(raw, "create_time"));
  return Object.values(mapping).flatMap((node) => {
    const message = property(node, "message");
    if (!isRecord(message)) return [];
    const createdAt = parseSeconds(property(message, "create_time")) ?? conversationAt;
    return textsOf(message).map(([kind, text]) => ({ kind, text, createdAt }));
  });
}

type Found = readonly [kind: PrivateText["kind"], value: unknown];

function textsOf(message: RawRecord): [kind: PrivateText["kind"], text: string][] {
  const content = property(message, "content");
  const context = property(property(message, "metadata"), "user_context_message_data");
  const found: Found[] = [
    ["profile", property(content, "user_profile")],
    ["instructions", property(content, "user_instructions")],
    ["profile", property(context, "about_user_message")],
    ["instructions", property(context, "about_model_message")],
    ["memory", property(content, "model_set_context")],
    ...notesOf(message, content),
  ];
  return found.flatMap(([kind, value]): [PrivateText["kind"], string][] => {
    const text = stripRemovalMarks(stringOrNull(value) ?? "").trim();
    return text === "" ? [] : [[kind, text]];
  });
}

function notesOf(message: RawRecord, content: unknown): Found[] {
  if (property(message, "recipient") !== "bio") return [];
  return [property(content, "text"), ...listOrEmpty(property(content, "parts"))].map((value) => ["note", value]);
}
