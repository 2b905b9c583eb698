import { expect } from "chai";
import { expand, type Grammar } from "../../../src/synthetic/grammar.ts";
import { SeededRandom } from "../../../src/synthetic/seeded-random.ts";

const grammar: Grammar = {
  code: "en",
  titles: [],
  questions: [],
  statements: [],
  items: [],
  slots: { a: ["one {b}"], b: ["two"] },
};
const random = new SeededRandom(1, "grammar");

describe("grammar", () => {
  it("fills slots within slots and begins with a capital", () => {
    expect(expand("{a} three", grammar, {}, random)).to.equal("One two three");
    expect(expand("¿{b}?", grammar, {}, random)).to.equal("¿Two?");
    expect(expand("три", grammar, {}, random)).to.equal("Три");
  });

  it("prefers the text's own fillers and leaves nothing of an unknown slot", () => {
    expect(expand("x {b}{none}", grammar, { b: ["own"] }, random)).to.equal("X own");
  });

  it("lets the grammar polish the result", () => {
    expect(expand("{b}", { ...grammar, polish: (text) => `${text}!` }, {}, random)).to.equal("Two!");
  });
});
