import { expect } from "chai";
import fc from "fast-check";
import { openHasher } from "../../../src/merkle/batch-hasher.ts";
import { packLeaves, type RewardLeaf } from "../../../src/merkle/reward-leaves.ts";
import { buildTree, leafNode, parentNode, proof, root, siblingNode } from "../../../src/merkle/tree.ts";
import { openZeppelinTree, rewardLeaves, spreadLeaves } from "./reward-leaf-arbitraries.ts";

/** `npm run test:deep` compares 100,000, which takes the library half a minute. */
const manyLeaves = Number(process.env.TREE_LEAVES ?? 3_000);
const hashers = (["simd", "scalar", "plain"] as const).map(openHasher);

function expectSameTree(leaves: readonly RewardLeaf[]): void {
  const { tree: nodes } = openZeppelinTree(leaves).dump();
  const expected = nodes.map((node) => node.slice(2)).join("");
  for (const hasher of hashers) {
    const tree = buildTree(packLeaves(leaves), hasher);
    expect(Buffer.from(tree.nodes).toString("hex") === expected, `${leaves.length} leaves`).to.equal(true);
    expect(root(tree)).to.equal(nodes[0]);
  }
}

describe("reward tree", () => {
  it("has the nodes of OpenZeppelin's tree for every size from 2 to 300, whatever hashes", () => {
    for (let size = 2; size <= 300; size++) expectSameTree(spreadLeaves(size));
  }).timeout(60_000);

  it("has the nodes of OpenZeppelin's tree for random leaves and sizes", () => {
    fc.assert(fc.property(rewardLeaves(2, 130), expectSameTree), { numRuns: 30 });
    const size = fc.integer({ min: 301, max: 1_500 });
    fc.assert(
      fc.property(size, (count) => {
        expectSameTree(spreadLeaves(count));
      }),
      { numRuns: 6 },
    );
  }).timeout(60_000);

  it(`has the nodes of OpenZeppelin's tree for ${manyLeaves} leaves`, () => {
    expectSameTree(spreadLeaves(manyLeaves));
  }).timeout(600_000);

  it("gives OpenZeppelin's proof of every leaf", () => {
    for (const size of [2, 3, 7, 64, 65, 100, 2_048, 2_100]) {
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
