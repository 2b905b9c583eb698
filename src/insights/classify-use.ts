import { proseLines } from "./prose-lines.ts";
import type { UseKind } from "./use-kinds.ts";
import { useSigns } from "./use-signs.ts";
import { useWords } from "./use-words.ts";

/** So much of each prompt is read, in characters: what is wanted stands at its beginning, and a pasted text after it. */
const MOST_CHARACTERS = 500;
/** One hint alone says nothing. */
const FEWEST_POINTS = 2;
const SHORTEST_PART = 3;
const POINTS = { decisive: 4, likely: 2, hint: 1 } as const;

type Points = readonly [kind: UseKind, points: number];

const phrases = new Map<string, Points[]>();
const stems = new Map<string, Points[]>();
const endings = new Map<string, Points[]>();
/** What longer phrases begin with. */
const openings = new Set<string>();
for (const [kind, lists] of Object.entries(useWords)) {
  for (const [strength, list] of Object.entries(lists)) {
    for (const entry of list.split(/\s*[,\n]\s*/))
      addEntry(entry, [kind as UseKind, POINTS[strength as keyof typeof POINTS]]);
  }
}

function addEntry(entry: string, points: Points): void {
  const words = wordsOf(entry);
  const key = words.join(" ");
  if (key === "") return;
  const table = entry.startsWith("*") ? endings : entry.endsWith("*") ? stems : phrases;
  table.set(key, [...(table.get(key) ?? []), points]);
  for (let length = 1; length < words.length; length++) openings.add(words.slice(0, length).join(" "));
}

/**
 * What a conversation is for, by its title and first prompts: the kind whose words and signs make most points, each
 * counted once; `other` below two points. Of equals, the one that stands first in {@link useWords}.
 *
 * Of 156 invented beginnings that no rule was made with, it says of 78 what a person says; it names a kind of 103, and 68 of
 * those rightly. So it tells how much there is of a kind, and not what one conversation was for.
 */
export function classifyUse(title: string | null, prompts: readonly string[]): UseKind {
  const beginnings = prompts.map((prompt) => prompt.slice(0, MOST_CHARACTERS));
  const found = new Map<string, readonly Points[]>();
  for (const text of [title?.slice(0, MOST_CHARACTERS) ?? "", ...beginnings]) {
    for (const line of proseLines(text)) findPhrases(wordsOf(line), found);
  }
  useSigns.forEach(({ kind, points, pattern }, index) => {
    if (beginnings.some((text) => pattern.test(text))) found.set(`sign ${index}`, [[kind, points]]);
  });
  return strongest([...found.values()].flat());
}

function findPhrases(words: readonly string[], found: Map<string, readonly Points[]>): void {
  words.forEach((word, start) => {
    findParts(word, found);
    let phrase = word;
    for (let next = start + 1; ; next++) {
      const points = phrases.get(phrase);
      if (points !== undefined) found.set(phrase, points);
      if (next === words.length || !openings.has(phrase)) return;
      phrase += ` ${words[next] ?? ""}`;
    }
  });
}

/** The longest stem and the longest ending that a word has. */
function findParts(word: string, found: Map<string, readonly Points[]>): void {
  for (const [table, partOf] of [
    [stems, (length: number) => word.slice(0, length)],
    [endings, (length: number) => word.slice(-length)],
  ] as const) {
    for (let length = word.length; length >= SHORTEST_PART; length--) {
      const points = table.get(partOf(length));
      if (points === undefined) continue;
      found.set(partOf(length), points);
      break;
    }
  }
}

function strongest(all: readonly Points[]): UseKind {
  const sums = new Map<UseKind, number>();
  for (const [kind, points] of all) sums.set(kind, (sums.get(kind) ?? 0) + points);
  let [best, most]: [UseKind, number] = ["other", FEWEST_POINTS - 1];
  for (const kind of Object.keys(useWords) as UseKind[]) {
    const sum = sums.get(kind) ?? 0;
    if (sum > most) [best, most] = [kind, sum];
  }
  return best;
}

/** Words in small letters without accents; `+`, `#` and `&` belong to them, for the sake of `c++`, `c#` and `d&d`. */
function wordsOf(text: string): string[] {
  const folded = text
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll("ß", "ss")
    .replaceAll("œ", "oe");
  return folded.match(/[\p{L}\p{N}+#&]{1,40}/gu) ?? [];
}
