import { expect } from "chai";
import { FeeData, Transaction } from "ethers";
import {
  prepareFiller,
  prepareTransaction,
  requireFunds,
} from "../../../../src/chain/transactions/prepare-transaction.ts";
import { Wallet } from "ethers";
import type { LookingProvider, SenderContext } from "../../../../src/chain/transactions/sender-options.ts";
import { toAddress } from "../../../../src/primitives/identifiers.ts";
import { codeOf } from "../../../helpers/code-of.ts";
import { wanted } from "../../../helpers/sender-stage.ts";

const wallet = new Wallet(`0x${"5".repeat(64)}`);

/** What a sender works with, on a chain that answers as told. */
function contextOn(chain: Partial<Record<"latest" | "pending", number>> & { gas?: bigint; balance?: bigint }) {
  const { latest = 0, pending = 0, gas = 40_000n, balance = 10n ** 18n } = chain;
  const provider: Partial<LookingProvider> = {
    call: () => Promise.resolve("0x"),
    estimateGas: () => Promise.resolve(gas),
    getBalance: () => Promise.resolve(balance),
    getFeeData: () => Promise.resolve(new FeeData(7n, 20n, 2n)),
    getTransactionCount: (_, tag) => Promise.resolve(tag === "pending" ? pending : latest),
  };
  const settings = { maxFeePerGas: 15n, maxGas: 100_000n, raiseAfterBlocks: 1, raiseAfterSeconds: 1, pollMs: 1 };
  return {
    chain: provider as LookingProvider,
    signer: wallet,
    chainId: 31_337,
    from: toAddress(wallet.address),
    settings,
    journal: {} as SenderContext["journal"],
    tell: () => undefined,
  } satisfies SenderContext;
}

describe("prepareTransaction", () => {
  it("F24: takes the first nonce that neither the chain nor a pool nor the journal knows", async () => {
    const nonceOn = async (chain: Parameters<typeof contextOn>[0], ...unfinished: number[]) => {
      const journalled = unfinished.map((nonce) => ({ nonce }));
      return (await prepareTransaction(contextOn(chain), wanted, journalled)).nonce;
    };

    expect(await nonceOn({ latest: 4, pending: 4 })).to.equal(4);
    expect(await nonceOn({ latest: 4, pending: 6 })).to.equal(6);
    expect(await nonceOn({ latest: 4, pending: 3 })).to.equal(4);
    expect(await nonceOn({ latest: 4, pending: 4 }, 4, 5)).to.equal(6);
  });

  it("F22: offers no more than the cap, and no more gas", async () => {
    const { gasLimit, offers } = await prepareTransaction(contextOn({ gas: 90_000n }), wanted, []);

    expect(gasLimit).to.equal(100_000n);
    expect(offers.map(({ raw }) => Transaction.from(raw).maxFeePerGas)).to.deep.equal([15n]);
    expect((await prepareTransaction(contextOn({ gas: 40_000n }), wanted, [])).gasLimit).to.equal(60_000n);
  });

  it("F26: signs nothing that the account cannot pay", async () => {
    const needed = 60_000n * 15n;

    expect(await codeOf(prepareTransaction(contextOn({ balance: needed - 1n }), wanted, []))).to.equal(
      "CHAIN_NO_FUNDS",
    );
    expect(await codeOf(prepareTransaction(contextOn({ balance: needed }), wanted, []))).to.have.property("resolved");
  });
});

describe("prepareFiller", () => {
  it("F24: takes the nonce with a call to the account itself", async () => {
    const { purpose, nonce, to, data } = await prepareFiller(contextOn({}), 3);

    expect({ purpose, nonce, to, data }).to.deep.equal({
      purpose: "fill nonce 3",
      nonce: 3,
      to: wallet.address.toLowerCase(),
      data: "0x",
    });
  });
});

describe("requireFunds", () => {
  it("F26: wants no less than is needed", async () => {
    expect(await codeOf(requireFunds(contextOn({ balance: 7n }), 8n))).to.equal("CHAIN_NO_FUNDS");
    expect(await codeOf(requireFunds(contextOn({ balance: 7n }), 7n))).to.have.property("resolved");
  });
});
