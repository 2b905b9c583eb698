import { expect } from "chai";
import { sampled } from "../naive/measure.ts";
import { readText } from "../naive/text.ts";
import { sampleOf } from "../scanned.ts";
import { KEY } from "../synthetic-archive.ts";

const naiveSample = (messages: readonly string[], S: number) =>
  messages.flatMap((text) => sampled(readText(text).tokens, { ruleset: { S }, fingerprintKey: KEY })).map(Number);
const numbered = (count: number) => Array.from({ length: count }, (_, i) => `${letters(i)}x`).join(" ");

describe("shingles", function () {
  this.timeout(20_000);

  for (const S of [1, 8, 16, 100, 255]) {
    it(`keeps the shingles whose sum is below the share of 1 in ${S}`, () => {
      expect(sampleOf([numbered(3_000)], S)).to.deep.equal(naiveSample([numbered(3_000)], S));
    });
  }

  it("keeps about one in S", () => {
    expect(sampleOf([numbered(16_004)], 16).length).to.be.within(850, 1_150);
  });

  it("never spans two messages", () => {
    const [a, b] = ["a b c d e f", "b c d e f g h"];
    expect(sampleOf([a, b], 1)).to.deep.equal([...sampleOf([a], 1), ...sampleOf([b], 1)]);
    expect(sampleOf([a, b], 1)).to.have.length(2 + 3);
  });

  it("makes none of a message with fewer than five tokens", () => {
    expect(sampleOf(["a b c d", "", "e"], 1)).to.deep.equal([]);
    expect(sampleOf(["a b c d e"], 1)).to.have.length(1);
  });

  it("depends on the order of the tokens, and on each of them", () => {
    const texts = ["a b c d e", "b a c d e", "a b c e d", "e d c b a", "a a c d e", "a b c d f", "f b c d e"];
    expect(new Set(texts.flatMap((text) => sampleOf([text], 1))).size).to.equal(texts.length);
  });

  it("gives integers below 2^53 that depend on the key", () => {
    const found = sampleOf([numbered(400)], 1);
    expect(found.every((fingerprint) => Number.isSafeInteger(fingerprint) && fingerprint >= 0)).to.equal(true);
    const other = new Set(sampleOf([numbered(400)], 1, KEY.toReversed()));
    expect(found.filter((fingerprint) => other.has(fingerprint))).to.deep.equal([]);
  });

  it("handles tokens of the greatest length", () => {
    const tokens = Array.from({ length: 500 }, (_, i) => String.fromCodePoint(0x10400 + (i % 40)).repeat(32));
    expect(sampleOf([tokens.join(" ")], 1)).to.deep.equal(naiveSample([tokens.join(" ")], 1));
  });
});

function letters(number: number): string {
  return number.toString(26).replace(/\d/g, (digit) => "qrstuvwxyz".charAt(Number(digit)));
}
