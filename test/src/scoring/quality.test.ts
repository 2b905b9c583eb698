import { expect } from "chai";
import { depth, distinctShingles, letterShare, vocabularyBand } from "../../../src/scoring/quality.ts";
import { rulesetV1 } from "../../../src/scoring/ruleset.ts";

const band = (...windows: [tokens: number, types: number][]) =>
  vocabularyBand(
    windows.map(([tokens, types]) => ({ tokens, types })),
    rulesetV1,
  );

describe("quality", () => {
  it("qU: a text that repeats itself falls from 70 % to 30 % distinct shingles", () => {
    expect([100, 70, 50, 30, 10].map((distinct) => distinctShingles(distinct, 100, rulesetV1))).to.deep.equal([
      1_000, 1_000, 500, 0, 0,
    ]);
    expect(distinctShingles(0, 0, rulesetV1)).to.equal(0);
  });

  it("qA: a text of signs falls from 60 % to 30 % letters", () => {
    expect([80, 60, 45, 30, 0].map((letters) => letterShare(letters, 100, rulesetV1))).to.deep.equal([
      1_000, 1_000, 500, 0, 0,
    ]);
  });

  it("qT: written language passes, templates and noise do not", () => {
    expect(band([2_000, 500])).to.equal(1_000);
    expect(band([2_000, 120])).to.equal(0);
    expect(band([2_000, 180])).to.equal(500);
    expect(band([2_000, 1_800])).to.equal(500);
    expect(band([2_000, 1_990])).to.equal(0);
  });

  it("qT: a short text has few repetitions by nature", () => {
    expect(band([149, 134])).to.equal(1_000);
    expect(band([100, 95])).to.equal(500);
    expect(band([100, 100])).to.equal(0);
    expect(band([150, 135])).to.equal(500);
  });

  it("qT: under 50 tokens nothing can be said", () => {
    expect(band([49, 30])).to.equal(0);
    expect(band([50, 40])).to.equal(1_000);
    expect(band()).to.equal(0);
  });

  it("qT: windows weigh by their tokens, and a short rest is left out", () => {
    expect(band([2_000, 500], [2_000, 2_000])).to.equal(500);
    expect(band([2_000, 500], [500, 500])).to.equal(800);
    expect(band([2_000, 500], [149, 149])).to.equal(1_000);
  });

  it("qD: grows with turns up to four", () => {
    expect([0, 1, 2, 3, 4, 400].map((turns) => depth(turns, rulesetV1))).to.deep.equal([
      0, 600, 800, 900, 1_000, 1_000,
    ]);
  });
});
