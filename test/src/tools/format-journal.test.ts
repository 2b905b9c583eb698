import { expect } from "chai";
import { formatJournal, plural } from "../../../src/tools/format-journal.ts";
import { writeJournal } from "../../../src/tools/journal.ts";
import { hostileTitles, idOf, said, stream, talk } from "./some-archive.ts";

describe("formatJournal", () => {
  it("is Markdown with a section for each week", async () => {
    const journal = await writeJournal(
      stream(
        said(1, "2026-01-12T10:00", "My bread sinks.", "Bread *again*", "Now I understand.", "Why does it sink?"),
        talk(2, { title: null }, { text: "Hello" }),
      ),
      "Europe/Berlin",
    );

    expect(formatJournal(journal).split("\n")).to.deep.equal([
      "# Journal",
      "",
      "Made of your own messages on your own machine. Days are those of Europe/Berlin.",
      "",
      "## 2026-W03: 2026-01-12 to 2026-01-18",
      "",
      "4 messages of yours in 1 conversation on 1 day.",
      "",
      "### What occupied you",
      "",
      "- Words: bread (2)",
      `- [Talk 1](https://chatgpt.com/c/${idOf(1)}), 4 messages`,
      "",
      "### Questions that stayed open",
      "",
      `- “Why does it sink?” in [Talk 1](https://chatgpt.com/c/${idOf(1)}), not answered`,
      "",
      "### Things you understood",
      "",
      `- “Now I understand.” in [Talk 1](https://chatgpt.com/c/${idOf(1)})`,
      "",
      "## Without a date",
      "",
      `- [untitled](https://chatgpt.com/c/${idOf(2)}), 1 message`,
      "",
    ]);
  });

  it("T78: gives no text of an export a line, a heading or a link of its own", async () => {
    const whole = hostileTitles.map((title, number) =>
      talk(number, { title }, { text: `now i see ${title}`, createdAt: 0 }, { text: `${title} – why?`, createdAt: 0 }),
    );
    const markdown = formatJournal(await writeJournal(stream(...whole)));

    expect(markdown.match(/^#+ .*/gm)).to.deep.equal([
      "# Journal",
      "## 1970-W01: 1969-12-29 to 1970-01-04",
      "### What occupied you",
      "### Questions that stayed open",
      "### Things you understood",
    ]);
    expect(markdown).not.to.match(/[^\n\P{Cc}]|\u202e/u);
    const unescaped = markdown.replaceAll(/\\./g, "");
    expect(unescaped).not.to.match(/[<>`|*_]/);
    expect(
      unescaped.match(/\]\(.*?\)/g)?.every((link) => link.startsWith("](https://chatgpt.com/c/00000000-")),
    ).to.equal(true);
    expect(markdown.isWellFormed()).to.equal(true);
  });
});

describe("plural", () => {
  it("adds an s to all but one", () => {
    expect([0, 1, 2].map((count) => plural(count, "day"))).to.deep.equal(["0 days", "1 day", "2 days"]);
  });
});
