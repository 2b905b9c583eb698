import type { TransactionReceipt } from "ethers";
import { RetryableError, type CollectiveError } from "../../primitives/errors.ts";
import { toHex32 } from "../../primitives/identifiers.ts";
import type { BlockRef } from "../finality.ts";
import type { Look } from "../endpoints/look-around.ts";
import { broadcast } from "./broadcast.ts";
import { raisedFees, suggestedFees } from "./fees.ts";
import { requireFunds } from "./prepare-transaction.ts";
import { revertReason } from "./revert-reason.ts";
import type { SenderContext } from "./sender-options.ts";
import { offersTip, signOffer } from "./sign-offer.ts";
import type { JournalledTransaction, TransactionOutcome } from "./transaction-journal.ts";

/** A transaction that came to its end; `error` says why it did not do what it was sent for. */
export type Settled = {
  readonly transaction: JournalledTransaction;
  readonly outcome: TransactionOutcome;
  readonly error?: CollectiveError;
};

/** What all transactions of one pass see: the blocks, and how many transactions of the account are in them. */
export type Sight = Pick<Look, "head" | "final"> & { readonly count: number };

/** What is remembered of one transaction. Nothing of it is needed after a restart: it is only waited a little longer. */
type Memory = {
  /** The head when the last offer was made. */
  since?: BlockRef;
  /** The head when it was broadcast last and taken. */
  broadcastAt?: number;
  /** The head when its nonce was seen to be taken by another. */
  takenAt?: BlockRef;
  reason?: CollectiveError;
};

/** Brings transactions that are in the journal to their end, a step at a time. */
export class Pursuit {
  readonly #context: SenderContext;
  readonly #memories = new Map<number, Memory>();

  constructor(context: SenderContext) {
    this.#context = context;
  }

  /** Looks after one transaction: is it mined for good, lost, taken, or to be offered again, at more? */
  async step(transaction: JournalledTransaction, sight: Sight): Promise<Settled | undefined> {
    const memory = this.#memoryOf(transaction);
    const receipt = await this.#receiptOf(transaction);
    if (receipt !== null) return this.#mined(transaction, receipt, sight);
    if (sight.count > transaction.nonce) return this.#taken(transaction, memory, sight);
    delete memory.takenAt;
    // One that waits for a smaller nonce is not mined sooner for more.
    const isNext = sight.count === transaction.nonce;
    const current =
      isNext && this.#isLate(memory, sight.head) ? await this.#raise(transaction, memory, sight) : transaction;
    memory.since ??= sight.head;
    if (memory.broadcastAt !== sight.head.number) await this.#broadcast(current, memory, sight.head);
    return undefined;
  }

  /** Whether so much of the chain's time has passed that something has to be done. */
  isLate(transaction: JournalledTransaction, head: BlockRef): boolean {
    return this.#isLate(this.#memoryOf(transaction), head);
  }

  #memoryOf({ nonce }: JournalledTransaction): Memory {
    const memory = this.#memories.get(nonce) ?? {};
    this.#memories.set(nonce, memory);
    return memory;
  }

  async #receiptOf({ offers }: JournalledTransaction): Promise<TransactionReceipt | null> {
    for (const { hash } of offers.toReversed()) {
      const receipt = await this.#context.chain.getTransactionReceipt(hash);
      if (receipt !== null) return receipt;
    }
    return null;
  }

  async #mined(
    transaction: JournalledTransaction,
    receipt: TransactionReceipt,
    sight: Sight,
  ): Promise<Settled | undefined> {
    const { chain, from } = this.#context;
    const memory = this.#memoryOf(transaction);
    // If its block is replaced, it has the whole time again.
    delete memory.since;
    delete memory.broadcastAt;
    delete memory.takenAt;
    const succeeded = receipt.status === 1;
    // At once: later the node may not have the state any more.
    if (!succeeded) memory.reason ??= await revertReason(chain, { ...transaction, from }, receipt);
    if (!this.#isCertain(receipt.blockNumber, sight)) return undefined;
    const status = succeeded ? "succeeded" : "reverted";
    return this.#finish(
      transaction,
      { hash: toHex32(receipt.hash), status, block: receipt.blockNumber },
      memory.reason,
    );
  }

  /** Its nonce is in a block with another transaction: certain once that block is. */
  async #taken(transaction: JournalledTransaction, memory: Memory, sight: Sight): Promise<Settled | undefined> {
    const seen = memory.takenAt;
    if (seen === undefined || (await this.#context.chain.getBlock(seen.number))?.hash !== seen.hash) {
      memory.takenAt = sight.head;
    }
    const takenAt = memory.takenAt ?? sight.head;
    if (!this.#isCertain(takenAt.number, sight)) return undefined;
    const { nonce, purpose } = transaction;
    const error = new RetryableError(
      "CHAIN_NONCE_TAKEN",
      `Another transaction of the account took the nonce ${nonce}.`,
      {
        context: { nonce, purpose },
        hint: "Let nobody else send with this key. What was wanted can be sent again.",
      },
    );
    return this.#finish(transaction, { hash: null, status: "replaced", block: null }, error);
  }

  #isCertain(block: number, { head, final }: Sight): boolean {
    const { confirmations } = this.#context.settings;
    return confirmations === undefined ? block <= final.number : head.number - block + 1 >= confirmations;
  }

  async #finish(
    transaction: JournalledTransaction,
    outcome: TransactionOutcome,
    error: CollectiveError | undefined,
  ): Promise<Settled> {
    await this.#context.journal.finish(transaction.nonce, outcome);
    this.#memories.delete(transaction.nonce);
    return { transaction, outcome, ...(error && { error }) };
  }

  #isLate({ since }: Memory, head: BlockRef): boolean {
    const { raiseAfterBlocks, raiseAfterSeconds } = this.#context.settings;
    if (since === undefined) return false;
    return head.number - since.number >= raiseAfterBlocks || head.timestamp - since.timestamp >= raiseAfterSeconds;
  }

  /** Signs a higher offer and writes it down; at the cap, or without funds for more, it says so and waits. */
  async #raise(transaction: JournalledTransaction, memory: Memory, sight: Sight): Promise<JournalledTransaction> {
    const { chain, chainId, from, journal, settings, signer, tell } = this.#context;
    const { nonce, gasLimit, offers, purpose } = transaction;
    const last = offers.at(-1);
    const fees = last && raisedFees(last, await suggestedFees(chain), settings.maxFeePerGas);
    if (last === undefined || fees === undefined) {
      tell(atCap(nonce, settings.maxFeePerGas), purpose);
      return transaction;
    }
    try {
      await requireFunds({ chain, from }, gasLimit * fees.maxFeePerGas);
    } catch (cause) {
      if (!(cause instanceof RetryableError) || cause.code !== "CHAIN_NO_FUNDS") throw cause;
      tell(cause, purpose);
      return transaction;
    }
    const offer = await signOffer(signer, { ...transaction, chainId, hasBaseFee: offersTip(last) }, fees);
    await journal.addOffer(nonce, offer);
    memory.since = sight.head;
    delete memory.broadcastAt;
    return { ...transaction, offers: [...offers, offer] };
  }

  async #broadcast(transaction: JournalledTransaction, memory: Memory, head: BlockRef): Promise<void> {
    const { accepted, trouble } = await broadcast(this.#context.chain, transaction);
    if (accepted) memory.broadcastAt = head.number;
    // More would not help an account that cannot pay this much.
    if (trouble?.code === "CHAIN_NO_FUNDS") memory.since = head;
    if (trouble !== undefined) this.#context.tell(trouble, transaction.purpose);
  }
}

function atCap(nonce: number, maxFeePerGas: bigint): RetryableError {
  return new RetryableError(
    "CHAIN_FEE_CAP",
    `The transaction with the nonce ${nonce} is not mined, and an eighth more would be above the highest fee allowed.`,
    {
      context: { nonce, maxFeePerGas },
      hint: "It waits until the chain is cheaper. To hurry, allow a higher fee and start again.",
    },
  );
}
