import { expect } from "chai";
import fc from "fast-check";
import { SeededRandom } from "../../../src/synthetic/seeded-random.ts";

const draws = (random: SeededRandom): number[] => Array.from({ length: 8 }, () => random.below(1000));

describe("seeded random", () => {
  it("gives the same sequence for the same seed, purpose and index", () => {
    expect(draws(new SeededRandom(7, "x", 3))).to.deep.equal(draws(new SeededRandom(7, "x", 3)));
    expect(draws(new SeededRandom(7, "x", 3))).to.deep.equal([205, 627, 559, 161, 599, 212, 241, 234]);
  });

  it("gives another sequence for any other of the three", () => {
    const sequences = [[7, "x", 3], [8, "x", 3], [7, "y", 3], [7, "x", 4], [7 + 2 ** 32, "x", 3], [7, "x", 3 + 2 ** 32]] as const; // prettier-ignore
    const distinct = new Set(
      sequences.map(([seed, purpose, index]) => draws(new SeededRandom(seed, purpose, index)).join()),
    );
    expect(distinct.size).to.equal(sequences.length);
  });

  it("stays within its limit and reaches all of it", () => {
    const random = new SeededRandom(1, "range");
    const seen = new Set(Array.from({ length: 1000 }, () => random.below(10)));
    expect([...seen].sort()).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("meets a chance about as often as it says", () => {
    const random = new SeededRandom(1, "chance");
    const hits = Array.from({ length: 10_000 }, () => random.chance(160)).filter(Boolean).length;
    expect(hits).to.be.within(1450, 1750);
  });

  it("makes version 4 UUIDs and hexadecimal digits", () => {
    const random = new SeededRandom(1, "uuid");
    expect(random.uuid()).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(random.hex(11)).to.match(/^[0-9a-f]{11}$/);
  });

  it("draws between the first and the last point of a distribution", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const value = new SeededRandom(seed, "q").quantile([[0, 10], [500, 20], [1000, 120]]); // prettier-ignore
        expect(value).to.be.within(10, 119);
      }),
    );
  });

  it("puts half of the draws below the median", () => {
    const random = new SeededRandom(2, "median");
    const below = Array.from({ length: 4000 }, () => random.quantile([[0, 0], [500, 7], [1000, 900]])).filter((x) => x < 7); // prettier-ignore
    expect(below.length).to.be.within(1850, 2150);
  });
});
