import { removalMark } from "../export/removal-marks.ts";
import { createRedactor, type RedactionRule, type Removal } from "./redact-text.ts";
import { rewriteStrings } from "./rewrite-json.ts";
import { fieldKindOf } from "./text-fields.ts";

/** A conversation of an export without what was taken out of it. */
export type RedactedConversation = { readonly json: string; readonly removals: readonly Removal[] };

/**
 * Makes the function that takes personal data out of the JSON of a conversation: out of every text in it, wherever it
 * stands, and nothing else. What comes out is a conversation of an export again, with the same ids, times and types.
 *
 * @throws {InvalidInputError} `SHARING_BAD_WORD`.
 */
export function createConversationRedactor(rule: RedactionRule): (json: string) => RedactedConversation {
  const redact = createRedactor(rule);
  const isAnything = rule.kinds.length > 0;
  const dropsInstructions = rule.kinds.includes("instructions");
  return (json) => {
    if (!isAnything) return { json, removals: [] };
    const removals: Removal[] = [];
    const rewritten = rewriteStrings(json, (text, place) => {
      const kind = fieldKindOf(text, place);
      if (kind === "structure") return text;
      // Their text stands beside them; in bits of it nothing could be found.
      if (kind === "bits") return "";
      if (kind === "instructions" && dropsInstructions) {
        if (isBlank(text)) return text;
        removals.push({ kind: "instructions", text });
        return removalMark("instructions");
      }
      const redacted = redact(text);
      for (const removal of redacted.removals) removals.push(removal);
      return redacted.text;
    });
    return { json: rewritten, removals };
  };
}

function isBlank(text: string): boolean {
  return !/[^ \t\n\r]/.test(text);
}
