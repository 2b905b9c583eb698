import { expect } from "chai";
import { rateText } from "../../../src/insights/rate-text.ts";

const lexicon = new Map([
  ["good", 3],
  ["bad", -3],
  ["naïve", -2],
]);
const rate = (...lines: readonly string[]) => ({ ...rateText(lines, lexicon) });

describe("rateText", () => {
  it("sums good and bad words apart, in hundredths", () => {
    expect(rate("A GOOD day, a bad one, a naïve one.")).to.deep.equal({
      words: 9,
      rated: 3,
      positive: 300,
      negative: 500,
    });
  });

  it("turns and weakens what is negated, within three words", () => {
    for (const text of ["not good", "isn't good", "isn’t that good", "dont do any good", "never a very good"]) {
      expect(rate(text), text).to.include({ positive: 0, negative: 222 });
    }
    expect(rate("nothing bad")).to.include({ positive: 222, negative: 0 });
  });

  it("ends a negation after three words, with its clause, and with its line", () => {
    for (const text of ["not that this one is good", "No, good.", "not this but good", "not (good)", "why not? good"]) {
      expect(rate(text), text).to.include({ positive: 300, negative: 0 });
    }
    expect(rate("not", "good")).to.include({ positive: 300, negative: 0 });
  });

  it("rates signs, which no negation turns", () => {
    expect(rate("not 😢❤️ 🚗")).to.deep.equal({ words: 3, rated: 2, positive: 300, negative: 200 });
  });

  it("knows words beside quotation marks and at either end", () => {
    expect(rate("'good' “good” good’s dogs' good")).to.include({ words: 5, rated: 3 });
  });

  it("says nothing of nothing", () => {
    expect(rate("", "— …")).to.deep.equal({ words: 0, rated: 0, positive: 0, negative: 0 });
  });

  it("takes time linear in the length of hostile texts", () => {
    const length = 300_000;
    const hostile = ["a", "'", "a'", "n't", "not ", "\ud800", "😢", "good ", "é"].map((part) =>
      part.repeat(length / part.length),
    );
    const before = process.cpuUsage().user;
    for (const text of hostile) rate(text);

    expect((process.cpuUsage().user - before) / 1e6).to.be.lessThan(2);
  });
});
