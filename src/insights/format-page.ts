import { escapeMarkup } from "./escape-markup.ts";
import { pageStyle } from "./page-style.ts";

/** A part of the page: already safe markup. */
export type Markup = { readonly html: string };

/** A figure and what it is of. */
export type Figure = { readonly value: string; readonly of: string };

/** A chapter of a report. */
export type Chapter = { readonly id: string; readonly title: string; readonly body: readonly Markup[] };

/** A sentence of ours is as long as it is. */
const WHOLE = Number.POSITIVE_INFINITY;

/** Text of ours as a paragraph. */
export function paragraph(text: string, kind: "" | "lead" | "note" = ""): Markup {
  return { html: `<p${kind === "" ? "" : ` class="${kind}"`}>${escapeMarkup(text, WHOLE)}</p>` };
}

/** Figures side by side. */
export function figures(all: readonly Figure[]): Markup {
  const items = all.map(({ value, of }) => `<li class="figure"><b>${escapeMarkup(value)}</b> ${escapeMarkup(of)}</li>`);
  return { html: `<ul class="figures">${items.join("")}</ul>` };
}

/** Lines of text, one below the other. */
export function list(lines: readonly string[]): Markup {
  return { html: `<ul>${lines.map((line) => `<li>${escapeMarkup(line)}</li>`).join("")}</ul>` };
}

/** Which colour of a chart is what. */
export function legend(series: readonly string[]): Markup {
  const items = series.map(
    (name, index) =>
      `<li><svg class="swatch" viewBox="0 0 10 10" aria-hidden="true"><rect class="series${index}" width="10" height="10"/></svg>${escapeMarkup(name)}</li>`,
  );
  return { html: `<ul class="legend">${items.join("")}</ul>` };
}

/** Something with a name, a figure, a small drawing and notes. */
export type Entry = {
  readonly name: string;
  readonly detail: string;
  /** SVG of this module. */
  readonly drawing: string;
  readonly notes: readonly string[];
};

/** Entries, one below the other. */
export function entries(all: readonly Entry[]): Markup {
  const items = all.map(({ name, detail, drawing, notes }) => {
    const lines = notes.map((note) => `<li>${escapeMarkup(note)}</li>`).join("");
    return (
      `<li class="entry"><div><b>${escapeMarkup(name)}</b> <span class="note">${escapeMarkup(detail)}</span>` +
      `${lines === "" ? "" : `<ul>${lines}</ul>`}</div>${drawing}</li>`
    );
  });
  return { html: `<ul class="entries">${items.join("")}</ul>` };
}

type Row = readonly string[];

/** Rows under a head. The first cell of each names it. */
export function table(head: Row, rows: readonly Row[]): Markup {
  const top = head.map((cell) => `<th scope="col">${escapeMarkup(cell)}</th>`).join("");
  const body = rows.map(([name = "", ...cells]) => {
    const rest = cells.map((cell) => `<td>${escapeMarkup(cell)}</td>`).join("");
    return `<tr><th scope="row">${escapeMarkup(name)}</th>${rest}</tr>`;
  });
  return {
    html: `<div class="wide" tabindex="0" role="group" aria-label="Table"><table><thead><tr>${top}</tr></thead><tbody>${body.join("")}</tbody></table></div>`,
  };
}

/** What is drawn, as a table that opens when it is wanted. */
export function sameAsTable(head: Row, rows: readonly Row[]): Markup {
  return { html: `<details><summary>The same as a table</summary>${table(head, rows).html}</details>` };
}

/** A drawing with its caption, and the same as a table for those who do not see it, or want the numbers. */
export function chart(
  svg: string,
  caption: string,
  { head, rows }: { readonly head: Row; readonly rows: readonly Row[] },
  before?: Markup,
): Markup {
  // Too wide for a phone, where it can be moved.
  const drawing = `<div class="wide" tabindex="0" role="group" aria-label="${escapeMarkup(caption)}">${svg}</div>`;
  return {
    html:
      `<figure>${before?.html ?? ""}${drawing}<figcaption>${escapeMarkup(caption)}</figcaption></figure>` +
      sameAsTable(head, rows).html,
  };
}

/** What a whole page says, and the hash that lets its style through. */
export type Page = {
  readonly title: string;
  readonly lead: string;
  readonly chapters: readonly Chapter[];
  readonly footer: string;
  /** SHA-256 of {@link pageStyle} in base64. */
  readonly styleHash: string;
};

/**
 * A whole page in one file. It runs no script and asks nobody for anything: its policy forbids both, and allows the one
 * style that stands in it.
 */
export function formatPage({ title, lead, chapters, footer, styleHash }: Page): string {
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;
  const links = chapters.map(({ id, title: name }) => `<a href="#${escapeMarkup(id)}">${escapeMarkup(name)}</a>`);
  const parts = chapters.map(
    ({ id, title: name, body }) =>
      `<section id="${escapeMarkup(id)}"><h2>${escapeMarkup(name)}</h2>${body.map(({ html }) => html).join("")}</section>`,
  );
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeMarkup(title)}</title>`,
    `<style>${pageStyle}</style>`,
    "</head>",
    `<body><main><h1>${escapeMarkup(title)}</h1><p class="lead">${escapeMarkup(lead, WHOLE)}</p>`,
    `<nav aria-label="Chapters">${links.join("")}</nav>`,
    ...parts,
    `</main><footer>${escapeMarkup(footer, WHOLE)}</footer></body>`,
    "</html>",
    "",
  ].join("\n");
}
