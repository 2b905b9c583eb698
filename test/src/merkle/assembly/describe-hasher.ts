import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { expect } from "chai";
import { openHasher } from "../../../../src/merkle/batch-hasher.ts";
import { hashPair } from "../../../../src/merkle/node-hash.ts";
import { packLeaves } from "../../../../src/merkle/reward-leaves.ts";
import { spreadLeaves } from "../reward-leaf-arbitraries.ts";

/** What the hasher of either module does; on seven messages, so that the last ones stand beside nothing. */
export function describeHasher(kind: "scalar" | "simd"): void {
  const hasher = openHasher(kind);

  it("hashes records as OpenZeppelin's standard leaves, the last one first", () => {
    const leaves = spreadLeaves(7);
    const nodes = new Uint8Array(7 * 32);
    hasher.hashRecords(packLeaves(leaves).records, nodes);
    const rows = leaves.map(({ account, cumulativeWei }) => [account, cumulativeWei]);
    const expected = rows.map((row) => StandardMerkleTree.of([row], ["address", "uint256"]).root.slice(2));
    expect(Buffer.from(nodes).toString("hex")).to.equal(expected.toReversed().join(""));
  });

  it("hashes pairs one by one, whichever node is the smaller", () => {
    const nodes = Uint8Array.from({ length: 14 * 32 }, (_, at) => (at * 151) ^ (at >> 5));
    const hashes = new Uint8Array(7 * 32);
    hasher.hashPairs(nodes, hashes);
    for (let i = 0; i < 7; i++) {
      const pair = [nodes.slice(64 * i, 64 * i + 32), nodes.slice(64 * i + 32, 64 * i + 64)] as const;
      expect(hashes.slice(32 * i, 32 * (i + 1))).to.deep.equal(hashPair(...pair));
    }
  });
}
