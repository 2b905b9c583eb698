const WIDTH = 80;

/** Breaks a line between words so that it fits a terminal of 80 columns; later lines begin below `indent` blanks. */
export function wrap(line: string, indent: number): string[] {
  const lines: string[] = [];
  let left = line;
  while (left.length > WIDTH) {
    const at = left.lastIndexOf(" ", WIDTH);
    // A word that is too long for any line stays whole: people copy it.
    const end = at > indent ? at : left.indexOf(" ", WIDTH);
    if (end === -1) break;
    lines.push(left.slice(0, end));
    left = `${" ".repeat(indent)}${left.slice(end + 1)}`;
  }
  return [...lines, left];
}
