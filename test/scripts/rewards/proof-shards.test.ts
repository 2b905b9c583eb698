import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { expect } from "chai";
import { hashTree } from "../../../scripts/rewards/hash-tree.ts";
import { computed, lookedUp, proofsFrom, shardsOf } from "../../../scripts/rewards/proof-shards.ts";
import { recordsOf, someLeaves, type Leaf } from "./some-leaves.ts";

const LEAF = ["address", "uint256"];

const trees: Record<string, Leaf[]> = {
  "two leaves": someLeaves(2),
  "the most of a single shard": someLeaves(353),
  "the least of two shards": someLeaves(354),
  "the least of four": someLeaves(708),
  "more than a level of the tree": someLeaves(1_030),
  "accounts that all begin alike": someLeaves(900, "c0ffee"),
  "a crowd and a few elsewhere": [...someLeaves(3, "01"), ...someLeaves(700, "5a5a"), ...someLeaves(2, "fe")],
};

describe("shardsOf", () => {
  for (const [name, leaves] of Object.entries(trees)) {
    const n = leaves.length;
    const records = recordsOf(leaves);
    const nodes = hashTree(records);
    const shards = [...shardsOf(7, records, nodes)];

    it(`holds every leaf once, with the bits that its shard is numbered by: ${name}`, () => {
      const bits = n < 354 ? 0 : n < 708 ? 1 : n < 1416 ? 2 : NaN;
      const numbered = leaves.map(([account]) => Number(BigInt(account) >> BigInt(160 - bits)));
      const held = shards.flatMap(({ path, count }) => Array<string>(count).fill(path));
      expect(held).to.deep.equal(numbered.map((k) => `shards/${k.toString(16).padStart(4, "0")}.bin`));
      expect(Buffer.concat(shards.map(({ bytes, count }) => bytes.subarray(60, 60 + 36 * count)))).to.deep.equal(
        records,
      );
    });

    it(`says whose it is and what it holds: ${name}`, () => {
      for (const { bytes, first, count } of shards) {
        expect(bytes.toString("ascii", 0, 8)).to.equal("CDCSHRD1");
        expect(bytes.readBigUInt64BE(8)).to.equal(7n);
        expect(bytes.subarray(16, 48)).to.deep.equal(nodes.subarray(0, 32));
        expect([48, 52, 56].map((at) => bytes.readUInt32BE(at))).to.deep.equal([n, first, count]);
        expect(bytes.length).to.equal(62 + 36 * count + 36 * bytes.readUInt16BE(60 + 36 * count));
      }
    });

    it(`holds those siblings that do not follow, descending: ${name}`, () => {
      for (const { bytes, first, count } of shards) {
        const on = new Set<number>();
        for (let i = first; i < first + count; i++) {
          for (let k = 2 * n - 2 - i; k >= 0; k = Math.floor((k - 1) / 2)) on.add(k);
        }
        const needed = [...on].flatMap((k) => (k === 0 ? [] : k % 2 === 1 ? [k + 1] : [k - 1]));
        const outside = needed.filter((k) => !on.has(k)).sort((a, b) => b - a);
        const siblings = bytes.subarray(62 + 36 * count);
        const given = outside.map((_, i) => siblings.readUInt32BE(36 * i));
        expect(given).to.deep.equal(outside);
        for (const [i, k] of given.entries()) {
          expect(siblings.subarray(36 * i + 4, 36 * i + 36)).to.deep.equal(nodes.subarray(32 * k, 32 * k + 32));
        }
      }
    });

    it(`proves every leaf to OpenZeppelin's library, hashed or looked up: ${name}`, () => {
      const root = `0x${nodes.toString("hex", 0, 32)}`;
      for (const shard of shards) {
        const [hashed, found] = [computed, lookedUp(nodes)].map((hashes) => proofsFrom(shard, shard.bytes, n, hashes));
        for (let i = shard.first; i < shard.first + shard.count; i++) {
          const proof = hashed!(i)!;
          expect(StandardMerkleTree.verify(root, LEAF, [...leaves[i]!], proof)).to.equal(true);
          expect(found!(i)).to.deep.equal(proof);
        }
      }
    }).timeout(30_000);
  }

  it("proves nothing without one of its siblings", () => {
    const records = recordsOf(trees["the least of four"]!);
    const nodes = hashTree(records);
    for (const shard of shardsOf(7, records, nodes)) {
      const start = 62 + 36 * shard.count;
      for (let at = start; at < shard.bytes.length; at += 36) {
        const cut = Buffer.concat([shard.bytes.subarray(0, at), shard.bytes.subarray(at + 36)]);
        const proofOf = proofsFrom(shard, cut, 708, lookedUp(nodes));
        const proofs = Array.from({ length: shard.count }, (_, i) => proofOf(shard.first + i));
        expect(proofs).to.include(null);
      }
    }
  });
});
