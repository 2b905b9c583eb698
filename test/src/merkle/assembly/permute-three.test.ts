import { expect } from "chai";
import { openHasher } from "../../../../src/merkle/batch-hasher.ts";

const ZERO_NODE = "ad3228b676f7d3cd4284a5443f17f1962b36e491b30a40b2405849e597ba5fb5";

function hashesOf(pairs: readonly Uint8Array[]): string[] {
  const nodes = new Uint8Array(32 * pairs.length);
  openHasher("simd").hashPairs(Uint8Array.from(pairs.flatMap((pair) => [...pair])), nodes);
  return pairs.map((_, i) => Buffer.from(nodes.subarray(32 * i, 32 * (i + 1))).toString("hex"));
}

describe("permutation of three states", () => {
  it("gives the published zero node in each of them, whatever the others hold", () => {
    for (let place = 0; place < 3; place++) {
      for (let filling = 0; filling < 256; filling += 51) {
        const pairs = [0, 1, 2].map((i) => new Uint8Array(64).fill(i === place ? 0 : filling + i));
        expect(hashesOf(pairs)[place]).to.equal(ZERO_NODE);
      }
    }
  });

  it("changes with every byte of a message, in its own state alone", () => {
    const pairs = [1, 2, 3].map((byte) => new Uint8Array(64).fill(byte));
    const before = hashesOf(pairs);
    for (let place = 0; place < 3; place++) {
      for (let at = 0; at < 64; at++) {
        const changed = pairs.map((pair, i) => (i === place ? pair.with(at, 9) : pair));
        const isSame = hashesOf(changed).map((hash, i) => hash === before[i]);
        expect(isSame).to.deep.equal([0, 1, 2].map((i) => i !== place));
      }
    }
  });
});
