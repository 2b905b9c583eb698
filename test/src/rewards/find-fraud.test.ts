import { expect } from "chai";
import { packLeaves, RECORD_BYTES, writeRecord, type RewardLeaves } from "../../../src/merkle/reward-leaves.ts";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import { findFraud } from "../../../src/rewards/find-fraud.ts";

const account = (digit: string) => toAddress(`0x${digit.repeat(40)}`);
const [A, B, C] = [account("a"), account("b"), account("c")];

/** Leaves in any order, as a liar may publish them. */
function unchecked(...rows: readonly [account: string, wei: bigint][]): RewardLeaves {
  const records = new Uint8Array(rows.length * RECORD_BYTES);
  for (const [index, [name, cumulativeWei]] of rows.entries()) {
    writeRecord(records, index, { account: toAddress(name), cumulativeWei });
  }
  return { count: rows.length, records };
}

const active = packLeaves([
  { account: A, cumulativeWei: 10n },
  { account: C, cumulativeWei: 30n },
]);

describe("findFraud", () => {
  it("finds nothing where everybody has at least as much, each once", () => {
    expect(findFraud(active, unchecked([A, 10n], [B, 1n], [C, 31n]))).to.equal(null);
  });

  it("finds who would have less", () => {
    expect(findFraud(active, unchecked([C, 29n], [A, 10n]))).to.deep.equal({
      kind: "decrease",
      account: C,
      active: 1,
      pending: 0,
    });
  });

  it("finds who has two leaves, wherever they are", () => {
    expect(findFraud(active, unchecked([B, 5n], [A, 10n], [B, 6n], [C, 30n]))).to.deep.equal({
      kind: "duplicate",
      account: B,
      first: 0,
      second: 2,
    });
  });

  it("leaves out what the contract takes for no proof: the same leaf twice, and an account that is missing", () => {
    expect(findFraud(active, unchecked([B, 5n], [B, 5n], [C, 30n]))).to.equal(null);
  });
});
