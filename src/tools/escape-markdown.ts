import { oneLine } from "../insights/escape-markup.ts";

/** What begins or ends something inside a line: CommonMark, the tables and strokes of GFM, formulas, comments and tags. */
const INSIDE = /[\\`*_{}[\]<>|~&$^=%#@]/g;
/** What makes a list or a heading of a line that begins with it. */
const AT_START = /^(?:[-+]|\d{1,9}(?=[.)]))/;
/** What readers turn into a link without being told. */
const BARE_LINK = /:(?=\/)|(?<=www)\./gi;

/**
 * A text of others as it may stand anywhere in a line of Markdown: one line, at most `most` characters, and nothing of it is
 * structure or HTML (T78). An e-mail address stays one, and some readers show it as a link to write to.
 */
export function escapeMarkdown(text: string, most?: number): string {
  return oneLine(text, most)
    .replaceAll(INSIDE, "\\$&")
    .replace(AT_START, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
    .replaceAll(BARE_LINK, "\\$&");
}
