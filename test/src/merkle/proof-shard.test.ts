import { expect } from "chai";
import fc from "fast-check";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import {
  buildShards,
  isOneShard,
  missingSiblings,
  pathNodes,
  recordPrefix,
  shardPrefix,
} from "../../../src/merkle/proof-shard.ts";
import { eachLeaf, packLeaves, type RewardLeaf } from "../../../src/merkle/reward-leaves.ts";
import { buildTree, leafNode, parentNode, root, siblingNode } from "../../../src/merkle/tree.ts";
import { rewardLeaves } from "./reward-leaf-arbitraries.ts";

const shardsOf = (leaves: readonly RewardLeaf[]) => [...buildShards(buildTree(packLeaves(leaves)), 7)];

describe("proof shards", () => {
  it("are named by the first three digits of the account", () => {
    const account = toAddress(`0x0a9${"f".repeat(37)}`);
    expect(shardPrefix(account)).to.equal("0a9");
    expect(recordPrefix(packLeaves([{ account, cumulativeWei: 1n }]), 0)).to.equal("0a9");
  });

  it("hold every leaf once, in order, each under its own prefix", () => {
    fc.assert(
      fc.property(rewardLeaves(2, 60), (leaves) => {
        const shards = shardsOf(leaves);
        expect(shards.flatMap((shard) => [...eachLeaf(shard.leaves)])).to.deep.equal(leaves);
        const prefixes = shards.map((shard) => recordPrefix(shard.leaves, 0));
        expect(prefixes).to.deep.equal([...new Set(leaves.map(({ account }) => shardPrefix(account)))]);
        expect(shards.every((shard) => isOneShard(shard.leaves))).to.equal(true);
        expect(shards.map((shard) => leaves[shard.firstIndex])).to.deep.equal(
          shards.map((shard) => [...eachLeaf(shard.leaves)][0]),
        );
      }),
      { numRuns: 40 },
    );
  }).timeout(20_000);

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

  it("are not one shard when empty or when two prefixes meet", () => {
    const leaves = packLeaves([
      { account: toAddress(`0x111${"0".repeat(37)}`), cumulativeWei: 1n },
      { account: toAddress(`0x112${"0".repeat(37)}`), cumulativeWei: 1n },
    ]);
    expect(isOneShard(leaves)).to.equal(false);
    expect(isOneShard(packLeaves([]))).to.equal(false);
  });
});
