import type { Place } from "./rewrite-json.ts";

/** What a string of a conversation is to redaction. */
export type FieldKind =
  /** Words of a person, a machine or a page. */
  | "text"
  /** What a person told ChatGPT about themselves for all conversations. */
  | "instructions"
  /** The bits in which a text arrived that stands beside them as a whole. */
  | "bits"
  /** Ids, times, names of models and types: what holds an export together. */
  | "structure";

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** These lead to one another: a changed one would tear the tree of messages apart. */
const references = words("id parent children current_node conversation_id");
/** One of a few values, or a number of somebody's; unless somebody wrote something else there. */
const technical = words(
  "role recipient channel status content_type message_type message_source message_locale timestamp_ language " +
    "response_format_name format mime_type mimeType type direction memory_scope conversation_origin gizmo_type voice " +
    "locale reasoning_status default_view thinking_effort asset_pointer audio_asset_pointer " +
    "video_container_asset_pointer frames_asset_pointers expiry_datetime sha256_digest pad exclusive_key create_time " +
    "update_time pinned_time pub_timestamp crawl_date",
);
const technicalEnding = /(?:_id|_ids|Id|Ids|_slug|_time|_at|_status|_type|_version)$/;
const TECHNICAL_VALUE = /^[\w.:/+#-]{0,200}$/;
const TECHNICAL_KEY = /^[\w.:-]{0,64}$/;
const instructions = words(
  "user_profile user_instructions about_user_message about_model_message model_set_context repo_summary " +
    "structured_context",
);

/**
 * What the string `text` at `place` of a conversation is. Whatever is not known to be structure is text, so that a new
 * version of the format hides nothing; keys are text only where no technical name would look like them.
 */
export function fieldKindOf(text: string, { key, owner, isKey }: Place): FieldKind {
  if (isKey) return key === "mapping" || TECHNICAL_KEY.test(text) ? "structure" : "text";
  return key === null ? "text" : valueKindOf(text, key, owner);
}

function valueKindOf(text: string, key: string, owner: string | null): FieldKind {
  if (references.has(key)) return "structure";
  if (instructions.has(key)) return "instructions";
  if (key === "chunks" && owner === "thoughts") return "bits";
  return isTechnical(key, owner) && TECHNICAL_VALUE.test(text) ? "structure" : "text";
}

function isTechnical(key: string, owner: string | null): boolean {
  return technical.has(key) || technicalEnding.test(key) || (key === "name" && owner === "author");
}
