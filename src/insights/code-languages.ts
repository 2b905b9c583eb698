import { Counts, type Tally } from "./tally.ts";

/** Languages of blocks of code, by the conversations that have one: the most first. Unnamed blocks are in none. */
export type CodeLanguages = readonly (readonly [language: string, conversations: number])[];

/** The word behind the opening fence, as CommonMark has it. */
const FENCE = /^ {0,3}(?:```+|~~~+)[ \t]*(?<language>[A-Za-z][A-Za-z0-9+#.-]{0,29})?/;
/** Each language with the other names of it. */
const ALIASES = {
  ...{ javascript: "js jsx mjs node", typescript: "ts tsx", python: "py python3 ipython", "c#": "cs csharp" },
  ...{ shell: "sh bash zsh console shellscript", powershell: "ps1 ps", "c++": "cpp cc", go: "golang", rust: "rs" },
  ...{ ruby: "rb", kotlin: "kt", yaml: "yml", markdown: "md", latex: "tex", dockerfile: "docker", solidity: "sol" },
  ...{ "objective-c": "objc", "visual basic": "vb vba", html: "htm", sql: "postgresql mysql" },
};
const languageOfAlias: ReadonlyMap<string, string> = new Map(
  Object.entries(ALIASES).flatMap(([language, aliases]) =>
    aliases.split(" ").map((alias) => [alias, language] as const),
  ),
);
const noLanguages: ReadonlySet<string> = new Set("text txt plaintext plain output none code copy".split(" "));

/** Counts what {@link CodeLanguages} says, over what the owner wrote and what was answered. */
export function tallyCodeLanguages(): Tally<CodeLanguages> {
  const conversations = new Counts<string>();
  return {
    add: ({ messages }) => {
      const found = new Set<string>();
      for (const { role, hidden, text } of messages) {
        if (hidden || (role !== "user" && role !== "assistant")) continue;
        if (!text.includes("```") && !text.includes("~~~")) continue;
        for (const language of languagesOf(text)) found.add(language);
      }
      for (const language of found) conversations.add(language);
    },
    result: () => conversations.largest(),
  };
}

/** The named languages of the blocks of code in a text. */
export function* languagesOf(text: string): Generator<string> {
  let isInside = false;
  for (const line of text.split("\n")) {
    const match = FENCE.exec(line);
    if (match === null) continue;
    isInside = !isInside;
    const name = match.groups?.language?.toLowerCase();
    if (isInside && name !== undefined && !noLanguages.has(name)) yield languageOfAlias.get(name) ?? name;
  }
}
