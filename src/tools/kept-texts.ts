import type { PrivateText } from "../export/private-context.ts";
import { oneLine } from "../insights/escape-markup.ts";

/** A text that ChatGPT keeps, with when it was seen. */
export type KeptText = {
  /** Its lines, each one line of at most 2,000 characters; at most 60 of them. */
  readonly lines: readonly string[];
  /** In so many conversations. */
  readonly conversations: number;
  /** Unix seconds, of the conversations that hold it; null when none has a time. */
  readonly firstAt: number | null;
  readonly lastAt: number | null;
};

/** An entry of ChatGPT's memory. */
export type MemoryEntry = Omit<KeptText, "lines"> & {
  readonly text: string;
  /** The day that stands beside it in the memory, `YYYY-MM-DD`; null without. */
  readonly notedOn: string | null;
};

/** Beyond these nobody's instructions go; ChatGPT takes 1,500 characters. */
const [MOST_LINES, LONGEST_LINE] = [60, 2_000];
/** As ChatGPT lists its memory: `1. [2025-05-02]. Has a dog.` */
const NUMBERED = /^(?:\d{1,5}[.)] ?)?(?:\[(\d{4}-\d{2}-\d{2})\][.:]? ?)?/;

type Seen = { -readonly [Name in keyof Omit<KeptText, "lines">]: KeptText[Name] } & { seenIn: string };

/** What ChatGPT keeps, gathered from its appearances. */
export class KeptTexts {
  readonly #texts: Readonly<Record<"profile" | "instructions" | "memory", Map<string, Seen>>> = {
    profile: new Map(),
    instructions: new Map(),
    memory: new Map(),
  };
  readonly #notedOn = new Map<string, string>();

  /** Adds a text of the conversation `id`. Texts of one conversation come together. */
  add({ kind, text, createdAt }: PrivateText, id: string): void {
    if (kind === "profile" || kind === "instructions") {
      const lines = linesOf(insideFence(text)).slice(0, MOST_LINES);
      if (lines.length > 0) see(this.#texts[kind], lines.join("\n"), createdAt, id);
      return;
    }
    for (const line of linesOf(text)) {
      const [head = "", notedOn] = NUMBERED.exec(line) ?? [];
      const entry = line.slice(head.length);
      if (entry === "") continue;
      see(this.#texts.memory, entry, createdAt, id);
      if (notedOn !== undefined) this.#notedOn.set(entry, notedOn);
    }
  }

  /** Each version of what the owner said about themselves, or of how to answer, the first one first. */
  versions(kind: "profile" | "instructions"): KeptText[] {
    return inOrder(this.#texts[kind]).map(([text, seen]) => ({ lines: text.split("\n"), ...seen }));
  }

  /** Each entry of the memory, the first one first. */
  entries(): MemoryEntry[] {
    return inOrder(this.#texts.memory).map(([text, seen]) => ({
      text,
      notedOn: this.#notedOn.get(text) ?? null,
      ...seen,
    }));
  }
}

function see(texts: Map<string, Seen>, text: string, at: number | null, id: string): void {
  const seen = texts.get(text) ?? { conversations: 0, firstAt: at, lastAt: at, seenIn: "" };
  texts.set(text, seen);
  if (seen.conversations === 0 || seen.seenIn !== id) seen.conversations += 1;
  seen.seenIn = id;
  if (at === null) return;
  if (seen.firstAt === null || at < seen.firstAt) seen.firstAt = at;
  if (seen.lastAt === null || at > seen.lastAt) seen.lastAt = at;
}

/** By the time of the first appearance, without one at the end; equals as they came. */
function inOrder(texts: ReadonlyMap<string, Seen>): [text: string, seen: Omit<KeptText, "lines">][] {
  const timeOf = ({ firstAt }: Seen): number => firstAt ?? Number.MAX_SAFE_INTEGER;
  return [...texts]
    .sort(([, a], [, b]) => timeOf(a) - timeOf(b))
    .map(([text, { conversations, firstAt, lastAt }]) => [text, { conversations, firstAt, lastAt }]);
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => oneLine(line, LONGEST_LINE))
    .filter((line) => line !== "");
}

/** ChatGPT hands the owner's words to the model between fences, behind a sentence of its own. */
function insideFence(text: string): string {
  const [start, end] = [text.indexOf("```"), text.lastIndexOf("```")];
  return end > start ? text.slice(start + 3, end) : text;
}
