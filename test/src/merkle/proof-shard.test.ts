import { expect } from "chai";
import fc from "fast-check";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import {
  buildShards,
  isOneShard,
  missingSiblings,
  pathNodes,
  shardBits,
  shardOf,
  shardPath,
} from "../../../src/merkle/proof-shard.ts";
import { eachLeaf, packLeaves } from "../../../src/merkle/reward-leaves.ts";
import { buildTree, leafNode, parentNode, root, siblingNode } from "../../../src/merkle/tree.ts";
import { spreadLeaves } from "./reward-leaf-arbitraries.ts";

describe("proof shards", () => {
  it("are told apart by so many bits that they hold about 250 accounts, by 16 at most", () => {
    const bits = [1, 353, 354, 707, 708, 1_000_000, 10_000_000, 354 * 2 ** 15, 2 ** 31].map(shardBits);
    expect(bits).to.deep.equal([0, 0, 1, 1, 2, 12, 15, 16, 16]);
  });

  it("are files named by their number, which an account's first bits are", () => {
    const account = toAddress(`0x9af${"0".repeat(37)}`);
    const paths = [2, 354, 1_000_000, 2 ** 31].map((leafCount) => shardPath(account, leafCount));
    expect(paths).to.deep.equal(["shards/0000.bin", "shards/0001.bin", "shards/09af.bin", "shards/9af0.bin"]);
  });

  it("hold every leaf once, in order, each in its own shard", () => {
    for (const count of [2, 353, 354, 1_500]) {
      const leaves = spreadLeaves(count);
      const shards = [...buildShards(buildTree(packLeaves(leaves)), 7)];
      expect(shards.flatMap((shard) => [...eachLeaf(shard.leaves)])).to.deep.equal(leaves);
      const numbers = shards.map((shard) => shardOf(shard.leaves, 0, shardBits(count)));
      const paths = [...new Set(leaves.map(({ account }) => shardPath(account, count)))];
      expect(numbers.map((number) => `shards/${number.toString(16).padStart(4, "0")}.bin`)).to.deep.equal(paths);
      expect(shards.every((shard) => isOneShard(shard.leaves, count))).to.equal(true);
      const firsts = shards.map((shard) => [...eachLeaf(shard.leaves)][0]);
      expect(shards.map((shard) => leaves[shard.firstIndex])).to.deep.equal(firsts);
    }
  });

  it("name the epoch, the root and the size of the tree", () => {
    const tree = buildTree(
      packLeaves([
        { account: toAddress(`0x${"11".repeat(20)}`), cumulativeWei: 1n },
        { account: toAddress(`0x${"22".repeat(20)}`), cumulativeWei: 2n },
      ]),
    );
    const [first] = buildShards(tree, 7);
    expect([first?.epoch, first?.root, first?.leafCount]).to.deep.equal([7, root(tree), 2]);
  });

  it("carry exactly the siblings that no leaf of the shard leads to", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 70 }), fc.nat(), fc.nat(), (leafCount, a, b) => {
        const first = a % leafCount;
        const end = first + 1 + (b % (leafCount - first));
        const onPath = new Set<number>([0]);
        const needed = new Set<number>();
        for (let index = first; index < end; index++) {
          for (let node = leafNode(leafCount, index); node > 0; node = parentNode(node)) {
            onPath.add(node);
            needed.add(siblingNode(node));
          }
        }
        const path = pathNodes(leafCount, first, end);
        expect(path).to.deep.equal([...onPath].sort((x, y) => y - x));
        const outside = [...needed].filter((node) => !onPath.has(node)).sort((x, y) => y - x);
        expect(missingSiblings(path)).to.deep.equal(outside);
      }),
    );
  });

  it("are not one shard when empty or when two of them meet", () => {
    const leaves = packLeaves([
      { account: toAddress(`0x7${"f".repeat(39)}`), cumulativeWei: 1n },
      { account: toAddress(`0x8${"0".repeat(39)}`), cumulativeWei: 1n },
    ]);
    expect([isOneShard(leaves, 353), isOneShard(leaves, 354)]).to.deep.equal([true, false]);
    expect(isOneShard(packLeaves([]), 2)).to.equal(false);
  });
});
