import { expect } from "chai";
import { useSigns } from "../../../src/insights/use-signs.ts";

const kindsOf = (text: string) => [
  ...new Set(useSigns.filter(({ pattern }) => pattern.test(text)).map(({ kind }) => kind)),
];

describe("useSigns", () => {
  it("know what code, an equation, a role and a stay look like", () => {
    expect(kindsOf("TypeError: x is undefined")).to.deep.equal(["programming"]);
    expect(kindsOf("Solve 3x + 5 = 20")).to.deep.equal(["learning"]);
    expect(kindsOf("You are Sherlock Holmes")).to.deep.equal(["creative"]);
    expect(kindsOf("four days in Lisbon")).to.deep.equal(["planning"]);
  });

  it("say nothing of a plain sentence, and keep no state", () => {
    for (let round = 0; round < 2; round++) expect(kindsOf("The weather was fine.")).to.deep.equal([]);
    expect(useSigns.filter(({ pattern }) => pattern.global || pattern.sticky)).to.deep.equal([]);
  });
});
