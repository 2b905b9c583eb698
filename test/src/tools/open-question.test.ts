import { expect } from "chai";
import type { Message } from "../../../src/export/conversation.ts";
import { findOpenQuestion } from "../../../src/tools/open-question.ts";
import { idOf, talk } from "./some-archive.ts";

const own = (text: string, createdAt: number | null = null): Partial<Message> => ({ text, createdAt });
const answer: Partial<Message> = { role: "assistant", text: "So it is." };
const openIn = (...messages: Partial<Message>[]) =>
  findOpenQuestion(talk(1, { title: "Bread", createdAt: 5 }, ...messages));

describe("findOpenQuestion", () => {
  it("finds a question without an answer", () => {
    expect(openIn(own("Why?"), answer, own("I tried. What now?  Tell me.", 9))).to.deep.equal({
      sentence: "What now?",
      at: 9,
      conversation: { id: idOf(1), title: "Bread" },
      reason: "unanswered",
      asked: 2,
    });
  });

  it("finds the last of three questions or more in a thread, answered or not", () => {
    expect(openIn(own("Why?"), answer, own("How?"), answer, own("When?"), answer)).to.include({
      sentence: "When?",
      at: 5,
      reason: "kept-asking",
      asked: 3,
    });
  });

  it("takes a question that was answered at once, and one that thanks follow, for settled", () => {
    expect(openIn(own("Why?"), answer)).to.equal(null);
    expect(openIn(own("Why?"), answer, own("How?"), answer)).to.equal(null);
    expect(openIn(own("Why?"), answer, own("How?"), answer, own("When?"), answer, own("Thanks!"))).to.equal(null);
  });

  it("looks at what is shown: no other branch, nothing hidden", () => {
    const whole = talk(1, {}, own("Why?"), answer, own("And this branch?"));

    expect(findOpenQuestion({ ...whole, visible: ["0", "1"] })).to.equal(null);
    expect(findOpenQuestion({ ...whole, visible: [] })).to.equal(null);
    expect(findOpenQuestion({ ...whole, visible: ["2", "gone"] })?.sentence).to.equal("And this branch?");
  });

  it("finds none in code, and none in a message that was pasted", () => {
    expect(openIn(own("```\nwhy?\n```"))).to.equal(null);
    expect(openIn(own(`${"word ".repeat(1_000)}Why?`))).to.equal(null);
    expect(openIn()).to.equal(null);
  });
});
