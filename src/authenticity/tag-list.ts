const NAME = /^[A-Za-z][A-Za-z0-9_]*$/;
const PRINTABLE = /^[\t -~]*$/;

/**
 * Reads a DKIM tag list (RFC 6376 §3.2), unfolded: `v=1; a=rsa-sha256`. Values keep the blanks inside them.
 *
 * Null for anything that two readers could understand differently: a repeated tag, a sign outside ASCII, a part that is
 * no tag. One semicolon may end the list.
 */
export function readTagList(text: string): ReadonlyMap<string, string> | null {
  if (!PRINTABLE.test(text)) return null;
  const tags = new Map<string, string>();
  const parts = text.split(";");
  if (parts.at(-1)?.trim() === "") parts.pop();
  for (const part of parts) {
    const equals = part.indexOf("=");
    const name = part.slice(0, Math.max(equals, 0)).trim();
    if (!NAME.test(name) || tags.has(name)) return null;
    tags.set(name, part.slice(equals + 1).trim());
  }
  return tags;
}

/** The items of a value separated by colons, blanks taken off. */
export function colonList(value: string): string[] {
  return value.split(":").map((item) => item.trim());
}
