import { list, paragraph, type Chapter } from "../format-page.ts";
import type { Insights } from "../gather.ts";
import { largestByMonth } from "./by-month.ts";
import { number, percent } from "./words.ts";

/** What conversations are for. */
export function usesChapter({ uses: { kinds, months } }: Insights): Chapter {
  const all = kinds.reduce((sum, [, conversations]) => sum + conversations, 0);
  return {
    id: "uses",
    title: "What you use it for",
    body: [
      list(kinds.map(([kind, conversations]) => `${kind}: ${number(conversations)} (${percent(conversations, all)})`)),
      ...largestByMonth({
        title: "Conversations by month and use",
        months: months.map(({ month, kinds: counts }) => ({ month, counts })),
      }),
      paragraph(
        "Each conversation is put under one use by words and signs in its title and your first two messages; what no rule " +
          "knows is other. Of prompts that the rules had not seen, they named two in three, and were right about two in three " +
          "of these: read it as a rough picture.",
        "note",
      ),
    ],
  };
}
