const FENCE = /^\s{0,3}(?:```|~~~)/;

/** The lines of a text that are its writer's own: outside of blocks of code, and not quoted. */
export function proseLines(text: string): string[] {
  let isCode = false;
  return text.split("\n").filter((line) => {
    if (!FENCE.test(line)) return !isCode && !line.startsWith(">");
    isCode = !isCode;
    return false;
  });
}
