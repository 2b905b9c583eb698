/** What an owner can have taken out of an export before sharing it; each leaves a mark of its own. */
export const removalKinds = ["email", "phone", "card", "iban", "key", "ip", "word", "instructions"] as const;

/** One of {@link removalKinds}. */
export type RemovalKind = (typeof removalKinds)[number];

const ANY_MARK = new RegExp(`\\[(?:${removalKinds.join("|")}) removed\\]`, "g");

/** What stands in the place of something removed: its kind, never its length. */
export function removalMark(kind: RemovalKind): string {
  return `[${kind} removed]`;
}

/** Takes the marks out again: nobody wrote them, so they are worth nothing and make nothing look new. */
export function stripRemovalMarks(text: string): string {
  return text.includes(" removed]") ? text.replace(ANY_MARK, "") : text;
}
