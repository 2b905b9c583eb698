import { curiosityChapter } from "./chapters/curiosity.ts";
import { earningChapter } from "./chapters/earning.ts";
import { glanceChapter } from "./chapters/glance.ts";
import { rhythmChapter } from "./chapters/rhythm.ts";
import { toneChapter } from "./chapters/tone.ts";
import { topicsChapter } from "./chapters/topics.ts";
import { usesChapter } from "./chapters/uses.ts";
import type { Chapter } from "./format-page.ts";
import type { Insights } from "./gather.ts";

/**
 * The chapters of a report, in their order.
 *
 * @param isForSharing - whether it may hold numbers and charts only: no words, no titles, no dates finer than a month.
 */
export function chaptersOf(insights: Insights, isForSharing: boolean): Chapter[] {
  return [
    glanceChapter(insights, isForSharing),
    rhythmChapter(insights, isForSharing),
    curiosityChapter(insights, isForSharing),
    toneChapter(insights),
    topicsChapter(insights, isForSharing),
    usesChapter(insights),
    earningChapter(insights),
  ];
}
