import { expect } from "chai";
import { createHash } from "node:crypto";
import {
  chart,
  entries,
  figures,
  formatPage,
  legend,
  list,
  paragraph,
  table,
} from "../../../src/insights/format-page.ts";
import { pageStyle } from "../../../src/insights/page-style.ts";

describe("parts of a page", () => {
  it("T78: let no text become markup", () => {
    const evil = `"><img src=x onerror='1'>`;
    const drawing = "<svg></svg>";
    const all = [
      paragraph(evil),
      figures([{ value: evil, of: evil }]),
      list([evil]),
      legend([evil]),
      entries([{ name: evil, detail: evil, drawing, notes: [evil] }]),
      table([evil], [[evil, evil]]),
      chart(drawing, evil, { head: [evil], rows: [[evil]] }),
    ];

    for (const { html } of all) expect(html).to.contain("&lt;img").and.to.not.contain("<img");
  });

  it("cut the texts of others, and no sentence of ours", () => {
    const long = "word ".repeat(100).trim();

    expect(paragraph(long).html).to.contain(long);
    expect(list([long]).html)
      .to.contain("…")
      .and.to.not.contain(long);
  });

  it("give a chart a caption and its numbers", () => {
    const { html } = chart("<svg>drawn</svg>", "Cats by month.", { head: ["month", "cats"], rows: [["May", "3"]] });

    expect(html)
      .to.contain("<figcaption>Cats by month.</figcaption>")
      .and.to.contain('<th scope="row">May</th><td>3</td>');
  });
});

describe("formatPage", () => {
  const styleHash = createHash("sha256").update(pageStyle).digest("base64");
  const page = formatPage({
    title: "A <title>",
    lead: "Lead.",
    chapters: [{ id: "one", title: "One & all", body: [paragraph("Text.")] }],
    footer: "End.",
    styleHash,
  });

  it("is one document whose policy lets its own style through, and nothing else", () => {
    const style = /<style>(?<content>[^]*)<\/style>/.exec(page)!.groups!.content!;

    expect(page).to.contain(`default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`);
    expect(createHash("sha256").update(style).digest("base64")).to.equal(styleHash);
    expect(page).to.not.match(/<script|<link|style="|https?:/);
  });

  it("names its chapters and leads to them", () => {
    expect(page).to.contain("<title>A &lt;title&gt;</title>").and.to.contain('<a href="#one">One &amp; all</a>');
    expect(page).to.contain('<section id="one"><h2>One &amp; all</h2><p>Text.</p></section>');
  });
});
