import { expect } from "chai";
import fc from "fast-check";
import { bytesToHex } from "../../../src/primitives/bytes.ts";
import { packLeaves, type RewardLeaf } from "../../../src/merkle/reward-leaves.ts";
import { buildTree, leafNode, nodeBytes, parentNode, proof, root, siblingNode } from "../../../src/merkle/tree.ts";
import { openZeppelinTree, rewardLeaves, spreadLeaves } from "./reward-leaf-arbitraries.ts";

function expectSameTree(leaves: readonly RewardLeaf[]): void {
  const tree = buildTree(packLeaves(leaves));
  const { tree: expected } = openZeppelinTree(leaves).dump();
  expect(expected.map((_, node) => bytesToHex(nodeBytes(tree.nodes, node)))).to.deep.equal(expected);
  expect(root(tree)).to.equal(expected[0]);
}

describe("reward tree", () => {
  it("has the nodes of OpenZeppelin's tree for every size from 2 to 130", () => {
    for (let size = 2; size <= 130; size++) expectSameTree(spreadLeaves(size));
  }).timeout(20_000);

  it("has the nodes of OpenZeppelin's tree for random leaves and sizes", () => {
    fc.assert(fc.property(rewardLeaves(2, 130), expectSameTree), { numRuns: 30 });
    const size = fc.integer({ min: 131, max: 1_500 });
    fc.assert(
      fc.property(size, (count) => {
        expectSameTree(spreadLeaves(count));
      }),
      { numRuns: 6 },
    );
  }).timeout(60_000);

  it("gives OpenZeppelin's proof of every leaf", () => {
    for (const size of [2, 3, 7, 64, 65, 100]) {
      const leaves = spreadLeaves(size);
      const tree = buildTree(packLeaves(leaves));
      const library = openZeppelinTree(leaves);
      for (let i = 0; i < size; i++) expect(proof(tree, i)).to.deep.equal(library.getProof(i));
    }
  }).timeout(20_000);

  it("refuses fewer than two leaves", () => {
    for (const size of [0, 1]) {
      expect(() => buildTree(packLeaves(spreadLeaves(size))))
        .to.throw()
        .with.property("code", "MERKLE_TOO_FEW_LEAVES");
    }
  });

  it("refuses to prove a leaf that does not exist", () => {
    const tree = buildTree(packLeaves(spreadLeaves(3)));
    expect(() => proof(tree, 3))
      .to.throw()
      .with.property("code", "MERKLE_INDEX_OUT_OF_RANGE");
  });

  it("numbers nodes beyond 31 bits", () => {
    expect(leafNode(2 ** 31, 0)).to.equal(2 ** 32 - 2);
    expect(parentNode(2 ** 32 - 2)).to.equal(2 ** 31 - 2);
    expect(siblingNode(2 ** 32 - 2)).to.equal(2 ** 32 - 3);
  });
});
