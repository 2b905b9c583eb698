import { Counts, type Tally } from "./tally.ts";

/** Languages of blocks of code, by the conversations that have one: the most first. Unnamed blocks are in none. */
export type CodeLanguages = readonly (readonly [language: string, conversations: number])[];

/** The word behind the opening fence, as CommonMark has it. */
const FENCE = /^ {0,3}(?:```+|~~~+)[ \t]*(?<language>[A-Za-z][A-Za-z0-9+#.-]{0,29})?/;
/** Other names of the same, and such as are no language. */
const NAMES: Readonly<Record<string, string>> = {
  ...{
    js: "javascript",
    jsx: "javascript",
    mjs: "javascript",
    node: "javascript",
    ts: "typescript",
    tsx: "typescript",
  },
  ...{ py: "python", python3: "python", ipython: "python", sh: "shell", bash: "shell", zsh: "shell", console: "shell" },
  ...{
    shellscript: "shell",
    ps1: "powershell",
    cs: "c#",
    csharp: "c#",
    "c++": "c++",
    cpp: "c++",
    cc: "c++",
    golang: "go",
  },
  ...{
    rs: "rust",
    rb: "ruby",
    kt: "kotlin",
    yml: "yaml",
    md: "markdown",
    tex: "latex",
    docker: "dockerfile",
    sol: "solidity",
  },
  ...{
    objc: "objective-c",
    vba: "visual basic",
    vb: "visual basic",
    ps: "powershell",
    htm: "html",
    postgresql: "sql",
    mysql: "sql",
  },
};
const NO_LANGUAGES: ReadonlySet<string> = new Set([
  "text",
  "txt",
  "plaintext",
  "plain",
  "output",
  "none",
  "code",
  "copy",
]);

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
    if (isInside && name !== undefined && !NO_LANGUAGES.has(name)) yield NAMES[name] ?? name;
  }
}
