import { expect } from "chai";
import fc from "fast-check";
import { toHex32 } from "../../../src/primitives/identifiers.ts";
import { packLeaves } from "../../../src/merkle/reward-leaves.ts";
import { buildTree, proof, root } from "../../../src/merkle/tree.ts";
import { leafHash, verifyProof } from "../../../src/merkle/verify-proof.ts";
import { openZeppelinTree, rewardLeaves, spreadLeaves } from "./reward-leaf-arbitraries.ts";

const leaves = spreadLeaves(37);
const tree = buildTree(packLeaves(leaves));

describe("proofs", () => {
  it("lead from every leaf to the root", () => {
    let proofs = 0;
    fc.assert(
      fc.property(rewardLeaves(2, 60), (list) => {
        const other = buildTree(packLeaves(list));
        list.forEach((leaf, i) => expect(verifyProof(root(other), leaf, proof(other, i))).to.equal(true));
        proofs += list.length;
      }),
      { numRuns: 2_500 },
    );
    expect(proofs).to.be.at.least(10_000);
  }).timeout(20_000);

  it("do not lead there from another amount, account or root, or with another sibling", () => {
    const [leaf, other] = [leaves[5]!, leaves[6]!];
    const siblings = proof(tree, 5);
    const changed = [toHex32(`0x${"12".repeat(32)}`), ...siblings.slice(1)];
    expect(verifyProof(root(tree), { ...leaf, cumulativeWei: leaf.cumulativeWei + 1n }, siblings)).to.equal(false);
    expect(verifyProof(root(tree), { ...leaf, account: other.account }, siblings)).to.equal(false);
    expect(verifyProof(leafHash(leaf), leaf, siblings)).to.equal(false);
    expect(verifyProof(root(tree), leaf, changed)).to.equal(false);
    expect(verifyProof(root(tree), leaf, siblings.slice(0, -1))).to.equal(false);
  });

  it("must not be empty, even when the leaf is the root", () => {
    expect(verifyProof(leafHash(leaves[0]!), leaves[0]!, [])).to.equal(false);
  });

  it("start from the hash that OpenZeppelin gives the leaf", () => {
    const library = openZeppelinTree(leaves);
    for (const leaf of leaves) expect(leafHash(leaf)).to.equal(library.leafHash([leaf.account, leaf.cumulativeWei]));
  });
});
