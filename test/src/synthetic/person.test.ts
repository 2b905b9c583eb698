import { expect } from "chai";
import { han, inventPerson } from "../../../src/synthetic/person.ts";

describe("invented person", () => {
  it("is the same for the same seed and another for another", () => {
    expect(inventPerson(1)).to.deep.equal(inventPerson(1));
    expect(inventPerson(1).userId).to.not.equal(inventPerson(2).userId);
  });

  it("has an id as in real exports", () => {
    expect(inventPerson(3).userId).to.match(/^user-[A-Za-z0-9]{24}$/);
  });

  it("shares hardly a name with others", () => {
    const [a, b] = [inventPerson(4).names, inventPerson(5).names];
    expect(a.latin.filter((name) => b.latin.includes(name)).length).to.be.lessThan(3);
    expect(a.latin[0]).to.match(/^[A-Z][a-z]+$/);
    expect(a.cyrillic[0]).to.match(/^[А-Я][а-я]+$/);
    expect(a.han.every((name) => Array.from(name).every((character) => han.includes(character)))).to.equal(true);
  });
});
