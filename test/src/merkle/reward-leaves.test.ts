import { expect } from "chai";
import fc from "fast-check";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import {
  amountAt,
  compareAccounts,
  eachLeaf,
  findLeaf,
  leafAt,
  MAX_CUMULATIVE_WEI,
  packLeaves,
  readRecords,
  requireIndex,
  sumOf,
  writeAmount,
  writeRecord,
} from "../../../src/merkle/reward-leaves.ts";
import { address, rewardLeaves } from "./reward-leaf-arbitraries.ts";

const low = toAddress(`0x${"11".repeat(20)}`);
const high = toAddress(`0x${"22".repeat(20)}`);

describe("reward leaves", () => {
  it("packs 20 bytes of account and 16 bytes of amount, big-endian", () => {
    const { records, count } = packLeaves([{ account: low, cumulativeWei: 2n ** 64n + 5n }]);
    expect(count).to.equal(1);
    expect(Buffer.from(records).toString("hex")).to.equal(`${"11".repeat(20)}00000000000000010000000000000005`);
  });

  it("gives back every leaf, its amount, its index and the sum", () => {
    fc.assert(
      fc.property(rewardLeaves(0, 40), (list) => {
        const leaves = packLeaves(list);
        expect([...eachLeaf(leaves)]).to.deep.equal(list);
        expect(sumOf(leaves)).to.equal(list.reduce((sum, leaf) => sum + leaf.cumulativeWei, 0n));
        for (const [index, leaf] of list.entries()) {
          expect(leafAt(leaves, index)).to.deep.equal(leaf);
          expect(amountAt(leaves, index)).to.equal(leaf.cumulativeWei);
          expect(findLeaf(leaves, leaf.account)).to.equal(index);
        }
      }),
    );
  });

  it("finds nothing for an account without a leaf", () => {
    fc.assert(
      fc.property(rewardLeaves(0, 20), address, (list, account) => {
        fc.pre(list.every((leaf) => leaf.account !== account));
        expect(findLeaf(packLeaves(list), account)).to.equal(-1);
      }),
    );
  });

  it("accepts the largest amount and refuses zero and one more", () => {
    expect(amountAt(packLeaves([{ account: low, cumulativeWei: MAX_CUMULATIVE_WEI }]), 0)).to.equal(2n ** 128n - 1n);
    for (const cumulativeWei of [0n, -1n, MAX_CUMULATIVE_WEI + 1n]) {
      const pack = () => packLeaves([{ account: low, cumulativeWei }]);
      expect(pack).to.throw().with.property("code", "MERKLE_AMOUNT_OUT_OF_RANGE");
    }
    expect(() => {
      writeAmount(new Uint8Array(36), 0, 0n);
    })
      .to.throw()
      .with.property("code", "MERKLE_AMOUNT_OUT_OF_RANGE");
  });

  it("refuses accounts that descend or come twice", () => {
    for (const second of [low, high]) {
      const pack = () =>
        packLeaves([
          { account: high, cumulativeWei: 1n },
          { account: second, cumulativeWei: 1n },
        ]);
      expect(pack).to.throw().with.property("code", "MERKLE_NOT_ASCENDING");
    }
  });

  it("refuses records that are cut short or worth nothing", () => {
    expect(() => readRecords(new Uint8Array(35)))
      .to.throw()
      .with.property("code", "MERKLE_BAD_RECORDS");
    expect(() => readRecords(new Uint8Array(36)))
      .to.throw()
      .with.property("code", "MERKLE_AMOUNT_OUT_OF_RANGE");
  });

  it("reads records from the middle of a larger buffer", () => {
    const buffer = new Uint8Array(100);
    writeRecord(buffer.subarray(7), 1, { account: high, cumulativeWei: 9n });
    writeRecord(buffer.subarray(7), 0, { account: low, cumulativeWei: 8n });
    const leaves = readRecords(buffer.subarray(7, 79));
    expect(leafAt(leaves, 1)).to.deep.equal({ account: high, cumulativeWei: 9n });
    expect(compareAccounts(leaves, 0, leaves, 1)).to.be.below(0);
    expect(compareAccounts(leaves, 1, leaves, 1)).to.equal(0);
  });

  it("refuses an index that is not a leaf's", () => {
    for (const index of [-1, 2, 0.5, Number.NaN]) {
      expect(() => {
        requireIndex(index, 2);
      })
        .to.throw()
        .with.property("code", "MERKLE_INDEX_OUT_OF_RANGE");
    }
    expect(() => leafAt(packLeaves([]), 0))
      .to.throw()
      .with.property("code", "MERKLE_INDEX_OUT_OF_RANGE");
  });
});
