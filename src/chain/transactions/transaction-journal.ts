import type { Hex } from "../../primitives/bytes.ts";
import type { Address, Hex32 } from "../../primitives/identifiers.ts";

/** One signed form of a transaction: the same nonce and call at a certain fee. */
export type FeeOffer = {
  readonly hash: Hex32;
  /** The signed transaction as it is broadcast. */
  readonly raw: Hex;
  /** In wei per gas. */
  readonly maxFeePerGas: bigint;
  /** In wei per gas. */
  readonly maxPriorityFeePerGas: bigint;
};

/** A transaction that may have been broadcast. */
export type JournalledTransaction = {
  /** A stable text such as "commit 12", "reveal 12", "report 12.0", "veto 12.0", "activate 12". */
  readonly purpose: string;
  readonly nonce: number;
  readonly to: Address;
  readonly data: Hex;
  readonly gasLimit: bigint;
  /** In the order in which they were made: fees ascend. */
  readonly offers: readonly FeeOffer[];
};

/** How a transaction ended. `hash` is that of the offer that was mined; null when none of them was. */
export type TransactionOutcome = {
  readonly hash: Hex32 | null;
  readonly status: "succeeded" | "reverted" | "replaced" | "abandoned";
  readonly block: number | null;
};

/** Remembers, over any crash, what may have been broadcast. What it promises is durable when the promise resolves. */
export type TransactionJournal = {
  /** By ascending nonce. */
  readonly unfinished: () => Promise<readonly JournalledTransaction[]>;
  /** To be called before anything is broadcast. Refuses a second unfinished one with the same purpose or nonce. */
  readonly begin: (transaction: JournalledTransaction) => Promise<void>;
  /** The same nonce at a higher fee, to be called before it is broadcast. */
  readonly addOffer: (nonce: number, offer: FeeOffer) => Promise<void>;
  readonly finish: (nonce: number, outcome: TransactionOutcome) => Promise<void>;
};
