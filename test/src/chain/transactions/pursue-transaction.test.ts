import { expect } from "chai";
import type { TransactionReceipt } from "ethers";
import { Pursuit } from "../../../../src/chain/transactions/pursue-transaction.ts";
import type { LookingProvider, SenderContext } from "../../../../src/chain/transactions/sender-options.ts";
import { toAddress, toHex32, type Hex32 } from "../../../../src/primitives/identifiers.ts";
import { MemoryJournal } from "../../../helpers/memory-journal.ts";
import { wanted } from "../../../helpers/sender-stage.ts";

const hash = (digit: number) => toHex32(`0x${String(digit).repeat(64)}`);
const offer = { hash: hash(1), raw: "0x01", maxFeePerGas: 8n, maxPriorityFeePerGas: 8n } as const;
const transaction = { ...wanted, nonce: 5, gasLimit: 100_000n, offers: [offer] };
const block = (number: number) => ({ number, hash: hash(number % 10), timestamp: 12 * number });
/** What is seen at a head, two blocks above the final one. */
const sightAt = (number: number, count: number) => ({ head: block(number), final: block(number - 2), count });

/** A pursuit on a chain whose receipts and blocks a test sets. */
function startPursuit() {
  const receipts = new Map<Hex32, Partial<TransactionReceipt>>();
  const replaced = new Map<number, Hex32>();
  const sent: string[] = [];
  const chain: Partial<LookingProvider> = {
    getTransactionReceipt: (of) => Promise.resolve((receipts.get(toHex32(of)) ?? null) as TransactionReceipt | null),
    getBlock: (number) =>
      Promise.resolve({ hash: replaced.get(Number(number)) ?? block(Number(number)).hash } as never),
    broadcastTransaction: (raw) => {
      sent.push(raw);
      return Promise.resolve({} as never);
    },
  };
  const journal = new MemoryJournal();
  const context: SenderContext = {
    chain: chain as LookingProvider,
    signer: {} as SenderContext["signer"],
    chainId: 31_337,
    from: toAddress(`0x${"b".repeat(40)}`),
    settings: { maxFeePerGas: 8n, maxGas: 1n, raiseAfterBlocks: 100, raiseAfterSeconds: 1_200, pollMs: 1 },
    journal,
    tell: () => undefined,
  };
  return { pursuit: new Pursuit(context), receipts, replaced, sent, journal };
}

describe("Pursuit", () => {
  it("F23: broadcasts once in each block as long as nothing is mined", async () => {
    const { pursuit, sent } = startPursuit();
    for (const number of [10, 10, 11, 11, 11]) await pursuit.step(transaction, sightAt(number, 5));

    expect(sent).to.deep.equal(["0x01", "0x01"]);
  });

  it("F20: is not at its end before the block is final", async () => {
    const { pursuit, receipts, journal } = startPursuit();
    receipts.set(offer.hash, { hash: offer.hash, status: 1, blockNumber: 11 });

    expect(await pursuit.step(transaction, sightAt(12, 6))).to.equal(undefined);
    expect((await pursuit.step(transaction, sightAt(13, 6)))?.outcome).to.deep.equal({
      hash: offer.hash,
      status: "succeeded",
      block: 11,
    });
    expect([...journal.outcomes.keys()]).to.deep.equal([5]);
  });

  it("F20: has the whole time again when its block is replaced", async () => {
    const { pursuit, receipts } = startPursuit();
    await pursuit.step(transaction, sightAt(10, 5));
    expect(pursuit.isLate(transaction, block(110))).to.equal(true);
    receipts.set(offer.hash, { hash: offer.hash, status: 1, blockNumber: 11 });
    await pursuit.step(transaction, sightAt(11, 6));
    receipts.clear();
    await pursuit.step(transaction, sightAt(12, 5));

    expect(pursuit.isLate(transaction, block(111))).to.equal(false);
    expect(pursuit.isLate(transaction, block(112))).to.equal(true);
  });

  it("F22: is late after so many seconds of the chain's time too", async () => {
    const { pursuit } = startPursuit();
    await pursuit.step(transaction, sightAt(10, 5));

    expect(pursuit.isLate(transaction, { ...block(11), timestamp: 120 + 1_199 })).to.equal(false);
    expect(pursuit.isLate(transaction, { ...block(11), timestamp: 120 + 1_200 })).to.equal(true);
  });

  it("F24: calls a nonce taken only when the block that took it is final, and still there", async () => {
    const { pursuit, replaced } = startPursuit();
    expect(await pursuit.step(transaction, sightAt(11, 6))).to.equal(undefined);
    expect(await pursuit.step(transaction, sightAt(12, 6))).to.equal(undefined);
    replaced.set(11, hash(9));
    expect(await pursuit.step(transaction, sightAt(13, 6))).to.equal(undefined);
    const settled = await pursuit.step(transaction, sightAt(15, 6));

    expect(settled?.outcome).to.deep.equal({ hash: null, status: "replaced", block: null });
    expect(settled?.error?.code).to.equal("CHAIN_NONCE_TAKEN");
  });

  it("F24: forgets that a nonce was taken when a reorganisation freed it", async () => {
    const { pursuit } = startPursuit();
    await pursuit.step(transaction, sightAt(11, 6));
    await pursuit.step(transaction, sightAt(12, 5));

    expect(await pursuit.step(transaction, sightAt(14, 6))).to.equal(undefined);
  });
});
