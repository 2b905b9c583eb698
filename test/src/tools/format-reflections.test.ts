import { expect } from "chai";
import { formatReflections } from "../../../src/tools/format-reflections.ts";
import { hostileTitles, idOf } from "./some-archive.ts";

describe("formatReflections", () => {
  it("is Markdown with a numbered prompt and its evidence", () => {
    const markdown = formatReflections({
      timeZone: "UTC",
      reflections: [
        {
          kind: "left-open",
          prompt: "Is it answered?",
          evidence: [
            { text: "“Why *so*?”", day: "2026-01-12", conversation: { id: idOf(1), title: "Talk" } },
            { text: "no answer follows it", day: null, conversation: null },
          ],
        },
      ],
    });

    expect(markdown.split("\n").slice(3)).to.deep.equal([
      "",
      "## 1. Is it answered?",
      "",
      `- 2026-01-12: “Why \\*so\\*?” in [Talk](https://chatgpt.com/c/${idOf(1)})`,
      "- no answer follows it",
      "",
    ]);
  });

  it("says so where there is nothing to ask", () => {
    expect(formatReflections({ timeZone: "UTC", reflections: [] })).to.match(/\n\nNothing in this export .*\.\n$/);
  });

  it("T78: gives no text of an export a line, a heading or a link of its own", () => {
    const evidence = hostileTitles.map((text) => ({ text, day: null, conversation: { id: "x", title: text } }));
    const markdown = formatReflections({ timeZone: "UTC", reflections: [{ kind: "hours", prompt: "Why?", evidence }] });

    expect(markdown.split("\n")).to.have.length(3 + 3 + hostileTitles.length + 1);
    expect(markdown.match(/^#/gm)).to.have.length(2);
    expect(markdown.replaceAll(/\\./g, "")).not.to.match(/[<>`|*_[\]\u202e]|[^\n\P{Cc}]/u);
  });
});
