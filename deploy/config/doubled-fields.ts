const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{},:]/g;

type Level = { readonly path: string; readonly names: Set<string> | undefined; index: number; name: string };

/**
 * The paths of the fields that stand twice in the same object of a JSON text, of which a parser keeps the last in
 * silence.
 *
 * @param json - A text that `JSON.parse` accepts.
 */
export function doubledFields(json: string): string[] {
  const doubled: string[] = [];
  const levels: Level[] = [];
  const tokens = json.match(TOKEN) ?? [];
  tokens.forEach((token, position) => {
    const level = levels.at(-1);
    if (token === "{" || token === "[") levels.push(enter(token, level));
    else if (token === "}" || token === "]") levels.pop();
    else if (token === "," && level !== undefined) level.index++;
    else if (tokens[position + 1] === ":" && level?.names !== undefined) {
      level.name = JSON.parse(token) as string;
      if (level.names.has(level.name)) doubled.push(pathOf(level));
      level.names.add(level.name);
    }
  });
  return doubled;
}

function enter(token: "{" | "[", outer: Level | undefined): Level {
  const path = outer === undefined ? "" : pathOf(outer);
  return { path, names: token === "{" ? new Set() : undefined, index: 0, name: "" };
}

function pathOf({ path, names, index, name }: Level): string {
  if (names === undefined) return `${path}[${index}]`;
  return path === "" ? name : `${path}.${name}`;
}
