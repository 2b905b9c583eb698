import { expect } from "chai";
import fc from "fast-check";
import { toAddress, toHex32 } from "../../../src/primitives/identifiers.ts";
import { buildShards, type ProofShard } from "../../../src/merkle/proof-shard.ts";
import { proveFromShard } from "../../../src/merkle/prove-from-shard.ts";
import { eachLeaf, packLeaves } from "../../../src/merkle/reward-leaves.ts";
import { decodeShard, encodeShard } from "../../../src/merkle/shard-file.ts";
import { buildTree, proof, root } from "../../../src/merkle/tree.ts";
import { rewardLeaves, spreadLeaves } from "./reward-leaf-arbitraries.ts";

const tree = buildTree(packLeaves(spreadLeaves(800)));
const shards = [...buildShards(tree, 9)];
const shard = shards.find(({ leaves }) => leaves.count > 1) ?? shards[0]!;
const [first] = eachLeaf(shard.leaves);
const account = first!.account;

function expectMismatch(changed: ProofShard): void {
  const prove = () => proveFromShard(changed, account, root(tree));
  expect(prove).to.throw().with.property("code", "MERKLE_SHARD_MISMATCH");
}

describe("proof from a shard", () => {
  it("is the proof from the whole tree, for every leaf", () => {
    let proofs = 0;
    fc.assert(
      fc.property(rewardLeaves(2, 60), (list) => {
        const whole = buildTree(packLeaves(list));
        for (const file of [...buildShards(whole, 1)].map(encodeShard)) {
          const part = decodeShard(file);
          for (const leaf of eachLeaf(part.leaves)) {
            const index = list.findIndex((item) => item.account === leaf.account);
            const expected = { index, leaf, proof: proof(whole, index) };
            expect(proveFromShard(part, leaf.account, root(whole))).to.deep.equal(expected);
            proofs++;
          }
        }
      }),
      { numRuns: 2_500 },
    );
    expect(proofs).to.be.at.least(10_000);
  }).timeout(30_000);

  it("is refused for an account that the shard does not hold", () => {
    const absent = toAddress(`0x${"77".repeat(20)}`);
    const prove = () => proveFromShard(shard, absent, root(tree));
    expect(prove).to.throw().with.property("code", "MERKLE_ACCOUNT_ABSENT");
  });

  it("is refused when the chain has another root", () => {
    const prove = () => proveFromShard(shard, account, toHex32(`0x${"01".repeat(32)}`));
    expect(prove).to.throw().with.property("code", "MERKLE_SHARD_MISMATCH");
  });

  it("is refused from a shard with one byte changed in a record or a sibling", () => {
    const bytes = encodeShard(shard);
    const siblingsStart = 60 + shard.leaves.count * 36 + 2;
    for (const at of [60 + 10, 60 + 35, siblingsStart + 4, bytes.length - 1]) {
      const copy = Uint8Array.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ 2;
      expectMismatch(decodeShard(copy));
    }
  });

  it("is refused from a shard with other siblings, another place or another size of the tree", () => {
    const [head, ...rest] = shard.siblings;
    expectMismatch({ ...shard, siblings: rest });
    expectMismatch({ ...shard, siblings: [head!, ...shard.siblings] });
    expectMismatch({ ...shard, siblings: [...shard.siblings, head!] });
    expectMismatch({ ...shard, firstIndex: shard.firstIndex + 1 });
    expectMismatch({ ...shard, leafCount: shard.leafCount + 1 });
    expectMismatch({ ...shard, leafCount: 2 ** 31 });
    expectMismatch({ ...shard, root: toHex32(`0x${"02".repeat(32)}`) });
  });
});
