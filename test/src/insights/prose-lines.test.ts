import { expect } from "chai";
import { proseLines } from "../../../src/insights/prose-lines.ts";

describe("proseLines", () => {
  it("leaves out code and what is quoted", () => {
    const text = "one\n```ts\nconst two = 2;\n```\n> three\nfour\n~~~\nfive\n~~~";
    expect(proseLines(text)).to.deep.equal(["one", "four"]);
  });

  it("takes a block that nobody closes as code to its end", () => {
    expect(proseLines("one\n```\ntwo\nthree")).to.deep.equal(["one"]);
  });
});
