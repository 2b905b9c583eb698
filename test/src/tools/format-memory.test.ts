import { expect } from "chai";
import { formatMemory } from "../../../src/tools/format-memory.ts";
import type { Memory } from "../../../src/tools/memory.ts";
import { at, hostileTitles, idOf } from "./some-archive.ts";

const conversation = { id: idOf(1), title: "Talk" };
const statement = { sentence: "I live in *Bonn*.", at: at("2026-01-12T23:30"), conversation };
const home = { slot: "home", value: "Bonn", conversations: 2, first: statement, last: statement };
const nothing: Memory = { timeZone: "UTC", profile: [], instructions: [], entries: [], facts: [], differences: [] };
const seen = { conversations: 3, firstAt: 0, lastAt: 86_400 };

describe("formatMemory", () => {
  it("is Markdown with what is kept, what is said, and what is said differently", () => {
    const later = { ...statement, sentence: "I live in Rome.", at: null };
    const markdown = formatMemory({
      timeZone: "Europe/Berlin",
      profile: [{ lines: ["A nurse.", "# Sings"], ...seen }],
      instructions: [],
      entries: [
        { text: "Has a dog.", notedOn: "2025-05-02", ...seen },
        { text: "Bakes.", notedOn: null, conversations: 1, firstAt: null, lastAt: null },
      ],
      facts: [{ ...home, last: later }],
      differences: [{ slot: "home", values: [home, { ...home, value: "Rome", first: later, last: later }] }],
    });

    const link = `[Talk](https://chatgpt.com/c/${idOf(1)})`;
    expect(markdown.split("\n").slice(4)).to.deep.equal([
      "## Custom instructions: about you",
      "",
      "- in 3 conversations, 1970-01-01 to 1970-01-02:",
      "",
      "  > A nurse.",
      "  >",
      "  > \\# Sings",
      "",
      "## Custom instructions: how to answer",
      "",
      "Nothing in this export.",
      "",
      "## Memory",
      "",
      "- Has a dog. (noted on 2025-05-02, in 3 conversations, 1970-01-01 to 1970-01-02)",
      "- Bakes. (in 1 conversation, a day unknown)",
      "",
      "## What you say about yourself, more than once",
      "",
      "- home: **Bonn**, in 2 conversations, 2026-01-13 to a day unknown",
      `  - 2026-01-13: “I live in \\*Bonn\\*.” in ${link}`,
      `  - a day unknown: “I live in Rome.” in ${link}`,
      "",
      "## Said differently",
      "",
      "- home",
      "  - **Bonn**, in 2 conversations, 2026-01-13",
      `    - 2026-01-13: “I live in \\*Bonn\\*.” in ${link}`,
      "  - **Rome**, in 2 conversations, a day unknown",
      `    - a day unknown: “I live in Rome.” in ${link}`,
      "",
    ]);
  });

  it("says so where there is nothing, and how much is left out where there is too much", () => {
    const entries = Array.from({ length: 207 }, (_, index) => ({ text: `Entry ${index}`, notedOn: null, ...seen }));
    const markdown = formatMemory({ ...nothing, entries });

    expect(markdown.match(/^Nothing in this export\.$/gm)).to.have.length(4);
    expect(markdown).to.include("Entry 199").and.include("And 7 more.").and.not.include("Entry 200");
  });

  it("T78: gives no text of an export a line, a heading or a link of its own", () => {
    const lines = hostileTitles.map((title) => ({ lines: [title], ...seen }));
    const facts = hostileTitles.map((title) => ({ ...home, slot: title, value: title }));
    const markdown = formatMemory({ ...nothing, profile: lines, facts });

    expect(markdown.match(/^#/gm)).to.have.length(6);
    expect(markdown.replaceAll(/\\./g, "").replaceAll("**", "").replaceAll("  > ", "")).not.to.match(
      /[<>`|*_\u202e]|[^\n\P{Cc}]/u,
    );
    expect(markdown.isWellFormed()).to.equal(true);
  });
});
