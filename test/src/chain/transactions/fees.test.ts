import { expect } from "chai";
import { FeeData } from "ethers";
import { feesWithin, raisedFees, suggestedFees } from "../../../../src/chain/transactions/fees.ts";
import { codeOf } from "../../../helpers/code-of.ts";

const fees = (maxFeePerGas: bigint, maxPriorityFeePerGas: bigint) => ({ maxFeePerGas, maxPriorityFeePerGas });

describe("suggestedFees", () => {
  const from = (gasPrice: bigint | null, maxFee: bigint | null, tip: bigint | null) => {
    return suggestedFees({ getFeeData: () => Promise.resolve(new FeeData(gasPrice, maxFee, tip)) });
  };

  it("has a tip where the chain has a base fee, else the gas price", async () => {
    expect(await from(7n, 20n, 2n)).to.deep.equal({ ...fees(20n, 2n), hasBaseFee: true });
    expect(await from(7n, null, null)).to.deep.equal({ ...fees(7n, 7n), hasBaseFee: false });
  });

  it("needs an answer", async () => {
    expect(await codeOf(from(null, null, null))).to.equal("CHAIN_NO_FEES");
  });
});

describe("feesWithin", () => {
  it("has neither fee above the cap, nor the tip above the whole", () => {
    expect(feesWithin(fees(20n, 2n), 100n)).to.deep.equal(fees(20n, 2n));
    expect(feesWithin(fees(200n, 150n), 100n)).to.deep.equal(fees(100n, 100n));
    expect(feesWithin(fees(20n, 30n), 100n)).to.deep.equal(fees(20n, 20n));
  });
});

describe("raisedFees", () => {
  it("F22: is an eighth more, rounded up, of both", () => {
    expect(raisedFees(fees(800n, 80n), fees(1n, 1n), 10_000n)).to.deep.equal(fees(900n, 90n));
    expect(raisedFees(fees(1n, 1n), fees(1n, 1n), 10_000n)).to.deep.equal(fees(2n, 2n));
    expect(raisedFees(fees(9n, 0n), fees(0n, 0n), 10_000n)).to.deep.equal(fees(11n, 0n));
  });

  it("F22: is what is needed now where that is more, up to the cap", () => {
    expect(raisedFees(fees(800n, 80n), fees(5_000n, 100n), 10_000n)).to.deep.equal(fees(5_000n, 100n));
    expect(raisedFees(fees(800n, 80n), fees(50_000n, 100n), 10_000n)).to.deep.equal(fees(10_000n, 100n));
  });

  it("F22: is nothing when an eighth more is above the cap", () => {
    expect(raisedFees(fees(800n, 80n), fees(1n, 1n), 900n)).to.deep.equal(fees(900n, 90n));
    expect(raisedFees(fees(800n, 80n), fees(1n, 1n), 899n)).to.equal(undefined);
  });
});
