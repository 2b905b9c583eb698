import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { expect } from "chai";
import { hashTree, leafHash } from "../../../scripts/rewards/hash-tree.ts";
import { recordsOf, someLeaves } from "./some-leaves.ts";

describe("hashTree", () => {
  it("gives every node that OpenZeppelin's library gives, for one leaf to a hundred", () => {
    for (let n = 1; n <= 100; n++) {
      const leaves = someLeaves(n);
      const tree = StandardMerkleTree.of(
        leaves.map((leaf) => [...leaf]),
        ["address", "uint256"],
        { sortLeaves: false },
      );
      const nodes = hashTree(recordsOf(leaves)).toString("hex").match(/.{64}/g);
      expect(nodes).to.deep.equal(tree.dump().tree.map((node) => node.slice(2)));
    }
  });

  it("hashes the amounts at both ends of what there can be", () => {
    const [[account]] = someLeaves(1) as [[string, bigint]];
    for (const wei of [1n, 2n ** 64n - 1n, 2n ** 64n, 2n ** 128n - 1n]) {
      const tree = StandardMerkleTree.of([[account, wei]], ["address", "uint256"]);
      expect(`0x${Buffer.from(leafHash(recordsOf([[account, wei]]))).toString("hex")}`).to.equal(tree.root);
    }
  });
});
