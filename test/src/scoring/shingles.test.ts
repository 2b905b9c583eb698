import { expect } from "chai";
import { createSipHash } from "../../../src/scoring/siphash.ts";
import { ShingleSampler } from "../../../src/scoring/shingles.ts";
import { KEY } from "./synthetic-archive.ts";

const encoder = new TextEncoder();

function sample(messages: readonly string[][], sampling: number): number[] {
  const sampler = new ShingleSampler(createSipHash(KEY), sampling);
  for (const tokens of messages) {
    for (const token of tokens) sampler.addToken(encoder.encode(token), encoder.encode(token).length);
    sampler.endMessage();
  }
  return sampler.take();
}

function fingerprints(shingles: readonly string[], sampling: bigint): number[] {
  const hash = createSipHash(KEY);
  const found: number[] = [];
  for (const shingle of shingles) {
    const bytes = encoder.encode(shingle);
    hash.digest(bytes, 0, bytes.length);
    const value = (BigInt(hash.high) << 32n) | BigInt(hash.low);
    if (value % sampling === 0n) found.push(Number(value >> 11n));
  }
  return found;
}

const windows = (tokens: readonly string[]) => tokens.slice(4).map((_, i) => tokens.slice(i, i + 5).join(" "));
const numbered = (count: number) => Array.from({ length: count }, (_, i) => `t${i.toString(36)}`);

describe("shingles", function () {
  this.timeout(20_000);

  for (const sampling of [1, 8, 16, 100, 255]) {
    it(`keeps the shingles whose hash is a multiple of ${sampling}`, () => {
      const tokens = numbered(3_000);
      expect(sample([tokens], sampling)).to.deep.equal(fingerprints(windows(tokens), BigInt(sampling)));
    });
  }

  it("keeps about one in S", () => {
    expect(sample([numbered(16_004)], 16).length).to.be.within(850, 1_150);
  });

  it("never spans two messages", () => {
    const [a, b] = [numbered(6), numbered(7)];
    expect(sample([a, b], 1)).to.deep.equal(fingerprints([...windows(a), ...windows(b)], 1n));
  });

  it("makes one shingle of a message with fewer than five tokens, and none of an empty one", () => {
    expect(sample([["a", "b"], [], ["c"]], 1)).to.deep.equal(fingerprints(["a b", "c"], 1n));
  });

  it("gives integers below 2^53 and forgets what it gave", () => {
    const sampler = new ShingleSampler(createSipHash(KEY), 1);
    sampler.addToken(encoder.encode("x"), 1);
    sampler.endMessage();
    expect(sampler.take().every(Number.isSafeInteger)).to.equal(true);
    expect(sampler.take()).to.deep.equal([]);
  });

  it("handles tokens of the greatest length", () => {
    const tokens = Array.from({ length: 500 }, (_, i) => String.fromCodePoint(0x10400 + (i % 40)).repeat(32));
    expect(sample([tokens], 1)).to.deep.equal(fingerprints(windows(tokens), 1n));
  });
});
