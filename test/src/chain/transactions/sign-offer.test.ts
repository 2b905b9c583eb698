import { expect } from "chai";
import { Transaction, Wallet } from "ethers";
import { offersTip, signOffer } from "../../../../src/chain/transactions/sign-offer.ts";
import { toAddress } from "../../../../src/primitives/identifiers.ts";

const wallet = new Wallet(`0x${"5".repeat(64)}`);
const call = {
  chainId: 31_337,
  nonce: 7,
  to: toAddress(`0x${"a".repeat(40)}`),
  data: "0x01",
  gasLimit: 50_000n,
} as const;
const fees = { maxFeePerGas: 20n, maxPriorityFeePerGas: 2n };

describe("signOffer", () => {
  it("signs a transaction with a tip for a chain with a base fee", async () => {
    const offer = await signOffer(wallet, { ...call, hasBaseFee: true }, fees);
    const signed = Transaction.from(offer.raw);

    expect(signed.from).to.equal(wallet.address);
    expect(signed).to.include({ type: 2, nonce: 7, gasLimit: 50_000n, data: "0x01", value: 0n, chainId: 31_337n });
    expect(signed).to.include({ ...fees, hash: offer.hash });
    expect(offer).to.include(fees);
  });

  it("signs one with a gas price for a chain without", async () => {
    const offer = await signOffer(wallet, { ...call, hasBaseFee: false }, { ...fees, maxPriorityFeePerGas: 20n });

    expect(Transaction.from(offer.raw)).to.include({ type: 0, gasPrice: 20n, chainId: 31_337n });
  });
});

describe("offersTip", () => {
  it("tells the two apart", async () => {
    for (const hasBaseFee of [true, false]) {
      expect(offersTip(await signOffer(wallet, { ...call, hasBaseFee }, fees))).to.equal(hasBaseFee);
    }
  });
});
