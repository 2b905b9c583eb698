import { expect } from "chai";
import { languagesOf, tallyCodeLanguages } from "../../../src/insights/code-languages.ts";
import { conversation } from "./some-conversation.ts";

describe("languagesOf", () => {
  it("reads what stands behind an opening fence, by its usual name", () => {
    const text = "```py\na\n```\n~~~ TS\nb\n~~~\n```c++\nc\n```\n```\nd\n```\n```text\ne\n```";
    expect([...languagesOf(text)]).to.deep.equal(["python", "typescript", "c++"]);
  });

  it("takes no name from a closing fence, from prose, or from another form", () => {
    expect([...languagesOf("```\n```js\n")]).to.deep.equal([]);
    expect([...languagesOf("a ```js inline``` word")]).to.deep.equal([]);
    expect([...languagesOf("```constructor\n```")]).to.deep.equal(["constructor"]);
    expect([...languagesOf("```<script>\n```")]).to.deep.equal([]);
  });
});

describe("tallyCodeLanguages", () => {
  it("counts conversations, of what was written and answered, but nothing hidden", () => {
    const tally = tallyCodeLanguages();
    const code = (language: string) => `\`\`\`${language}\n1\n\`\`\``;
    tally.add(conversation({ text: code("js") }, { role: "assistant", text: `${code("js")}\n${code("sql")}` }));
    tally.add(conversation({ text: code("javascript") }, { text: code("rust"), hidden: true }));

    expect(tally.result()).to.deep.equal([
      ["javascript", 2],
      ["sql", 1],
    ]);
  });
});
