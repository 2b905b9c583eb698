import type { Hex } from "../../primitives/bytes.ts";
import type { Address, Hex32 } from "../../primitives/identifiers.ts";

/** One signed form of a transaction. Without a base fee on the chain both fees are the gas price. */
export type FeeOffer = {
  readonly hash: Hex32;
  readonly raw: Hex;
  /** In wei per gas. */
  readonly maxFeePerGas: bigint;
  readonly maxPriorityFeePerGas: bigint;
};

/** A transaction that was signed, with every form in which it was offered, the cheapest first. */
export type JournalledTransaction = {
  /** A stable text, such as `commit 12` or `report 12.0`. */
  readonly purpose: string;
  readonly nonce: number;
  readonly to: Address;
  readonly data: Hex;
  readonly gasLimit: bigint;
  readonly offers: readonly FeeOffer[];
};

/**
 * How a transaction ended for good. `replaced`: another transaction of the same account took its number. `hash` and `block`
 * are of the form that was mined.
 */
export type TransactionOutcome = {
  readonly hash: Hex32 | null;
  readonly status: "succeeded" | "reverted" | "replaced" | "abandoned";
  readonly block: number | null;
};

/** The lasting memory of what was signed; every promise resolves once it would survive the loss of power. */
export type TransactionJournal = {
  /** By ascending nonce. */
  readonly unfinished: () => Promise<readonly JournalledTransaction[]>;
  /** Refuses a second unfinished transaction with the same purpose or nonce. */
  readonly begin: (transaction: JournalledTransaction) => Promise<void>;
  /** The same transaction at a higher fee. */
  readonly addOffer: (nonce: number, offer: FeeOffer) => Promise<void>;
  readonly finish: (nonce: number, outcome: TransactionOutcome) => Promise<void>;
};
