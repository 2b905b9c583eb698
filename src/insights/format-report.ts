import { hexToBytes } from "../primitives/bytes.ts";
import { sha256Hex } from "../primitives/hash.ts";
import { chaptersOf } from "./chapters.ts";
import { formatPage } from "./format-page.ts";
import type { Insights } from "./gather.ts";
import { pageStyle } from "./page-style.ts";

/** For whom a report is made. */
export type ReportOptions = {
  /** Numbers and charts only: no words, no titles, no dates finer than a month. */
  readonly isForSharing: boolean;
};

/** The whole report as one HTML file. */
export function formatReport(insights: Insights, { isForSharing }: ReportOptions): string {
  return formatPage({
    title: "Your history with ChatGPT",
    lead: isForSharing
      ? "Numbers and charts only, made to be shown: no words, no titles, no dates finer than a month."
      : "Made on your own machine from your own export. Nothing has left it.",
    chapters: chaptersOf(insights, isForSharing),
    footer: isForSharing
      ? "ChatGPT Data Collective"
      : "ChatGPT Data Collective. This file holds titles and words of yours: to show a report to others, make one with --share.",
    styleHash: base64Of(hexToBytes(sha256Hex(new TextEncoder().encode(pageStyle)))),
  });
}

function base64Of(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
