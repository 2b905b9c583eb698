import { expect } from "chai";
import { emojiRatings, lexiconOf } from "../../../src/insights/lexicon.ts";

describe("lexiconOf", () => {
  it("rates English words", () => {
    const english = lexiconOf("en")!;

    expect(["wonderful", "terrible", "table"].map((word) => english.get(word))).to.deep.equal([4, -3, undefined]);
    expect(english.size).to.be.within(3_100, 3_382);
  });

  it("leaves out what asks, and what names the work", () => {
    expect(["please", "help", "error", "kill", "no"].filter((word) => lexiconOf("en")!.has(word))).to.deep.equal([]);
  });

  it("has only ratings from −5 to 5 and none of 0", () => {
    for (const rating of [...lexiconOf("en")!.values(), ...emojiRatings.values()]) {
      expect(Math.abs(rating)).to.be.within(1, 5);
    }
  });

  it("has none of languages without a good list", () => {
    expect(["de", "und", ""].map(lexiconOf)).to.deep.equal([null, null, null]);
  });
});

describe("emojiRatings", () => {
  it("rates signs with or without the mark that makes them coloured", () => {
    expect([0x2764, 0x1f622, 0x1f697].map((sign) => emojiRatings.get(sign))).to.deep.equal([3, -2, undefined]);
  });
});
