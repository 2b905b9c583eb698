import { expect } from "chai";
import fc from "fast-check";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import { buildShards } from "../../../src/merkle/proof-shard.ts";
import { packLeaves } from "../../../src/merkle/reward-leaves.ts";
import { decodeShard, encodeShard } from "../../../src/merkle/shard-file.ts";
import { buildTree, root } from "../../../src/merkle/tree.ts";
import { rewardLeaves } from "./reward-leaf-arbitraries.ts";

const tree = buildTree(
  packLeaves([
    { account: toAddress(`0x111${"0".repeat(37)}`), cumulativeWei: 1n },
    { account: toAddress(`0x111${"1".repeat(37)}`), cumulativeWei: 2n },
    { account: toAddress(`0x222${"0".repeat(37)}`), cumulativeWei: 3n },
  ]),
);
const bytes = encodeShard({
  epoch: 2 ** 40,
  root: root(tree),
  leafCount: 3,
  firstIndex: 0,
  leaves: { count: 2, records: tree.leaves.records.subarray(0, 72) },
  siblings: [{ node: 2, hash: tree.nodes.subarray(64, 96) }],
});

function changed(change: (view: DataView, copy: Uint8Array) => void): Uint8Array {
  const copy = Uint8Array.from(bytes);
  change(new DataView(copy.buffer), copy);
  return copy;
}

describe("shard files", () => {
  it("are written byte by byte as documented", () => {
    const hex = Buffer.from(bytes).toString("hex");
    const records = `111${"0".repeat(37)}${"1".padStart(32, "0")}111${"1".repeat(37)}${"2".padStart(32, "0")}`;
    const header = `${Buffer.from("CDCSHRD1").toString("hex")}0000010000000000${root(tree).slice(2)}000000030000000000000002`;
    expect(hex.slice(0, -72)).to.equal(`${header}${records}0001`);
    expect(hex.slice(-72)).to.equal(`00000002${Buffer.from(tree.nodes.subarray(64, 96)).toString("hex")}`);
  });

  it("give back what was written, wherever it lies in memory", () => {
    fc.assert(
      fc.property(rewardLeaves(2, 40), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (leaves, epoch) => {
        for (const each of buildShards(buildTree(packLeaves(leaves)), epoch)) {
          const padded = Uint8Array.from([1, 2, 3, ...encodeShard(each)]);
          expect(decodeShard(padded.subarray(3))).to.deep.equal(each);
        }
      }),
      { numRuns: 400 },
    );
  }).timeout(20_000);

  it("are refused when cut short, too long or of another format", () => {
    const bad = [
      new Uint8Array(),
      bytes.subarray(0, 61),
      bytes.subarray(0, 100),
      bytes.subarray(0, bytes.length - 1),
      Uint8Array.from([...bytes, 0]),
      changed((_, copy) => (copy[0] = 0)),
    ];
    for (const file of bad)
      expect(() => decodeShard(file))
        .to.throw()
        .with.property("code", "MERKLE_BAD_SHARD");
  });

  it("are refused when they say something impossible", () => {
    const bad = [
      changed((view) => {
        view.setBigUint64(8, 2n ** 53n);
      }),
      changed((view) => {
        view.setUint32(48, 1);
      }),
      changed((view) => {
        view.setUint32(48, 2 ** 31 + 1);
      }),
      changed((view) => {
        view.setUint32(52, 2);
      }),
      changed((view) => {
        view.setUint32(56, 0);
      }),
      changed((view) => {
        view.setUint32(56, 2 ** 32 - 1);
      }),
      changed((view) => {
        view.setUint32(48, 354);
        view.setUint8(96, 0x92);
      }),
    ];
    for (const file of bad)
      expect(() => decodeShard(file))
        .to.throw()
        .with.property("code", "MERKLE_BAD_SHARD");
  });

  it("are refused when their records break the rules of leaves", () => {
    const twice = changed((_, copy) => {
      copy.set(copy.subarray(60, 96), 96);
    });
    expect(() => decodeShard(twice))
      .to.throw()
      .with.property("code", "MERKLE_NOT_ASCENDING");
  });
});
