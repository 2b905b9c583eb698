import type { RemovalKind } from "../../src/export/removal-marks.ts";
import type { LeaveReason } from "../../src/sharing/selection.ts";
import type { SharingReport } from "../../src/sharing/share-archive.ts";

const reasons: Readonly<Record<LeaveReason, string>> = {
  NOT_CHOSEN: "not among the chosen ones",
  EXCEPTED: "excepted",
  ARCHIVED: "archived",
  NOT_ARCHIVED: "not archived",
  NO_DATE: "without a date",
  OUTSIDE_DATES: "not within the dates, or not wholly",
  OTHER_MODEL: "with another model, or with none",
  KEYWORD: "with a keyword",
};

const kinds: Readonly<Record<RemovalKind, string>> = {
  email: "e-mail addresses",
  phone: "telephone numbers",
  card: "card numbers",
  iban: "bank accounts",
  key: "keys, tokens and logins",
  ip: "network addresses",
  word: "words of yours",
  instructions: "custom instructions, memory",
};

const MOST_SIGNS = 60;

/** The lines that say what a plan leaves out and removes; examples only if there are any in the report. */
export function describeSharing({ leftOut, removed, examples }: SharingReport): string[] {
  const lines = [
    ...Object.entries(leftOut).map(([reason, count]) => `left out  ${row(count)}  ${reasons[reason as LeaveReason]}`),
    ...Object.entries(removed).flatMap(([kind, count]) => [
      `removed   ${row(count)}  ${kinds[kind as RemovalKind]}`,
      ...(examples[kind as RemovalKind] ?? []).map((text) => `                    such as ${showSafely(text)}`),
    ]),
  ];
  return lines.length === 0 ? ["nothing is left out and nothing was found to remove"] : lines;
}

/**
 * A text out of an export for a terminal: on one line, cut, and without signs that a terminal would obey or that turn
 * its direction.
 */
export function showSafely(text: string): string {
  const signs = Array.from(text.slice(0, 4 * MOST_SIGNS), (sign) => (/[\p{C}\p{Zl}\p{Zp}]/u.test(sign) ? "·" : sign));
  return signs.length > MOST_SIGNS ? `${signs.slice(0, MOST_SIGNS - 1).join("")}…` : signs.join("");
}

function row(count: number | undefined): string {
  return (count ?? 0).toLocaleString("en-US").padStart(8);
}
