import { escapeMarkup } from "./escape-markup.ts";
import { pageStyle } from "./page-style.ts";

/** A part of the page: already safe markup. */
export type Markup = { readonly html: string };

/** A figure and what it is of. */
export type Figure = { readonly value: string; readonly of: string };

/** A chapter of a report. */
export type Chapter = { readonly id: string; readonly title: string; readonly body: readonly Markup[] };

/** Text of ours or of others as a paragraph. */
export function paragraph(text: string, kind: "" | "lead" | "note" = ""): Markup {
  return { html: `<p${kind === "" ? "" : ` class="${kind}"`}>${escapeMarkup(text)}</p>` };
}

/** Figures side by side. */
export function figures(all: readonly Figure[]): Markup {
  const items = all.map(({ value, of }) => `<li class="figure"><b>${escapeMarkup(value)}</b> ${escapeMarkup(of)}</li>`);
  return { html: `<ul class="figures">${items.join("")}</ul>` };
}

/** A drawing with its caption, and the same as a table for those who do not see it, or want the numbers. */
export function chart(
  svg: string,
  caption: string,
  table: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] },
  isWide = false,
): Markup {
  const cells = (row: readonly string[], tag: "td" | "th") =>
    `<tr>${row.map((cell) => `<${tag}>${escapeMarkup(cell)}</${tag}>`).join("")}</tr>`;
  const rows = table.rows.map((row) => cells(row, "td")).join("");
  const data = `<table><thead>${cells(table.head, "th")}</thead><tbody>${rows}</tbody></table>`;
  const drawing = isWide
    ? `<div class="wide" tabindex="0" role="group" aria-label="${escapeMarkup(caption)}">${svg}</div>`
    : svg;
  return {
    html:
      `<figure>${drawing}<figcaption>${escapeMarkup(caption)}</figcaption></figure>` +
      `<details><summary>The same as a table</summary>${data}</details>`,
  };
}

/**
 * A whole page in one file. It runs no script and asks nobody for anything: its policy forbids both, and allows the one
 * style that stands in it.
 *
 * @param styleHash - SHA-256 of {@link pageStyle} in base64.
 */
export function formatPage(title: string, lead: string, chapters: readonly Chapter[], styleHash: string): string {
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;
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
    `<body><main><h1>${escapeMarkup(title)}</h1><p class="lead">${escapeMarkup(lead)}</p>`,
    ...parts,
    "</main></body>",
    "</html>",
    "",
  ].join("\n");
}
