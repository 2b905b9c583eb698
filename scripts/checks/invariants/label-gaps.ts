/** One row of the table in docs/invariants.md: the labels it speaks of, and whether a campaign checks them. */
export type LabelRow = { readonly labels: readonly string[]; readonly inCampaign: boolean };

const LABEL = "[A-Z]{3}\\d+";

/** The labels that the sentences of a contract's page begin with: `- **VOT1** A validator …`. */
export function definedLabels(page: string): string[] {
  return [...page.matchAll(new RegExp(`^- \\*\\*(${LABEL})\\b`, "gm"))].map(([, label = ""]) => label);
}

/** Every label that a text mentions. */
export function mentionedLabels(text: string): Set<string> {
  return new Set([...text.matchAll(new RegExp(`\\b${LABEL}\\b`, "g"))].map(([label]) => label));
}

/** The rows that have labels in their second cell, `VOT1–VOT3` being three of them; the fourth cell names the campaign. */
export function labelRows(document: string): LabelRow[] {
  return document.split("\n").flatMap((line) => {
    const [, , names = "", , campaign = ""] = line.split("|").map((cell) => cell.trim());
    const labels = [...names.matchAll(new RegExp(`(${LABEL})(?:–(${LABEL}))?`, "g"))].flatMap(
      ([, first = "", last = first]) => range(first, last),
    );
    return labels.length === 0 ? [] : [{ labels, inCampaign: campaign !== "none" }];
  });
}

function range(first: string, last: string): string[] {
  const [from, to] = [Number(first.slice(3)), Number(last.slice(3))];
  return Array.from({ length: to - from + 1 }, (_, index) => first.slice(0, 3) + String(from + index));
}

/**
 * What is missing, a line each: every invariant is defined once and stands in the table, the table has no other, and what
 * a campaign is said to check is named in the code of the campaigns.
 * @param defined The labels of all pages.
 * @param named The labels in the code of the campaigns.
 */
export function labelGaps(defined: readonly string[], rows: readonly LabelRow[], named: ReadonlySet<string>): string[] {
  const known = new Set(defined);
  const listed = new Set(rows.flatMap(({ labels }) => labels));
  const checked = new Set(rows.flatMap(({ labels, inCampaign }) => (inCampaign ? labels : [])));
  return [
    ...defined.filter((label, at) => defined.indexOf(label) !== at).map((label) => `${label}: defined twice`),
    ...[...known].filter((label) => !listed.has(label)).map((label) => `${label}: not in docs/invariants.md`),
    ...[...listed].filter((label) => !known.has(label)).map((label) => `${label}: on no contract's page`),
    ...[...checked].filter((label) => !named.has(label)).map((label) => `${label}: no campaign's code names it`),
  ];
}
