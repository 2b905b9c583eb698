import { expect } from "chai";
import fc from "fast-check";
import { addToLeaves, totalOf } from "../../../scripts/rewards/add-to-leaves.ts";
import { recordsOf, type Leaf } from "./some-leaves.ts";

const accounts = fc.constantFrom(..."0123456789abcdef".split("")).map((digit) => `0x${digit.repeat(40)}`);
const amounts = fc.dictionary(accounts, fc.bigInt(1n, 2n ** 100n));

describe("addToLeaves", () => {
  it("adds every increase, inserts new accounts and keeps the others", () => {
    const property = fc.property(amounts, amounts, (before, increases) => {
      const all = [...new Set([...Object.keys(before), ...Object.keys(increases)])].sort();
      const after = all.map((account): Leaf => [account, (before[account] ?? 0n) + (increases[account] ?? 0n)]);
      const last = Object.entries(before).sort(([a], [b]) => (a < b ? -1 : 1));
      const file = Buffer.concat([Buffer.alloc(112), recordsOf(last)]);
      const records = addToLeaves(file, new Map(Object.entries(increases)));
      expect(records).to.deep.equal(recordsOf(after));
      expect(totalOf(records)).to.equal(after.reduce((sum, [, wei]) => sum + wei, 0n));
    });
    fc.assert(property, { numRuns: 1_000 });
  });

  it("has no room for an amount of 2¹²⁸", () => {
    const account = `0x${"1".repeat(40)}`;
    const file = Buffer.concat([Buffer.alloc(112), recordsOf([[account, 2n ** 128n - 2n]])]);
    expect(addToLeaves(file, new Map([[account, 1n]]))).to.deep.equal(recordsOf([[account, 2n ** 128n - 1n]]));
    expect(() => addToLeaves(file, new Map([[account, 2n]]))).to.throw(RangeError);
  });
});
