import type {
  JournalledTransaction,
  TransactionJournal,
  TransactionOutcome,
} from "../../src/chain/transactions/transaction-journal.ts";

/** A journal that lasts as long as the process, and everything that was ever in it. */
export class MemoryJournal implements TransactionJournal {
  readonly all = new Map<number, JournalledTransaction>();
  readonly outcomes = new Map<number, TransactionOutcome>();

  readonly unfinished = () => {
    const open = [...this.all.values()].filter(({ nonce }) => !this.outcomes.has(nonce));
    return Promise.resolve(open.sort((a, b) => a.nonce - b.nonce));
  };

  readonly begin = async (transaction: JournalledTransaction) => {
    const { nonce, purpose } = transaction;
    const isOpen = (await this.unfinished()).some((other) => other.nonce === nonce || other.purpose === purpose);
    if (isOpen || this.outcomes.get(nonce)?.status === "succeeded")
      throw new Error(`already begun: ${nonce} ${purpose}`);
    this.outcomes.delete(nonce);
    this.all.set(nonce, transaction);
  };

  readonly addOffer: TransactionJournal["addOffer"] = (nonce, offer) => {
    const transaction = this.all.get(nonce)!;
    this.all.set(nonce, { ...transaction, offers: [...transaction.offers, offer] });
    return Promise.resolve();
  };

  readonly finish: TransactionJournal["finish"] = (nonce, outcome) => {
    this.outcomes.set(nonce, outcome);
    return Promise.resolve();
  };
}
