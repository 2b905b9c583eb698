import { expect } from "chai";
import { sentencesOf } from "../../../src/tools/sentences.ts";

describe("sentencesOf", () => {
  it("ends sentences with their marks and with lines, in several writing systems", () => {
    expect(sentencesOf('One. "Two?" Three!\nFour… 五。六？七')).to.deep.equal([
      "One.",
      '"Two?"',
      "Three!",
      "Four…",
      "五。",
      "六？",
      "七",
    ]);
  });

  it("leaves numbers and addresses whole", () => {
    expect(sentencesOf("It is 3.5 at https://x.example/a?b=1. Yes.")).to.deep.equal([
      "It is 3.5 at https://x.example/a?b=1.",
      "Yes.",
    ]);
  });

  it("leaves out code, quoted lines, and what is too long for a sentence", () => {
    expect(sentencesOf(`Look:\n\`\`\`js\nconst a = 1;\n\`\`\`\n> He said.\n${"a".repeat(301)}\nEnd.`)).to.deep.equal([
      "Look:",
      "End.",
    ]);
  });

  it("takes none of a message that nobody typed", () => {
    expect(sentencesOf("I am. ".repeat(667))).to.deep.equal([]);
    expect(sentencesOf("I am. ".repeat(666))).to.have.length(666);
  });
});
