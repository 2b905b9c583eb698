import type { Provider, Signer } from "ethers";
import type { Hex } from "../../primitives/bytes.ts";
import type { CollectiveError } from "../../primitives/errors.ts";
import type { Address } from "../../primitives/identifiers.ts";
import type { Look } from "../endpoints/look-around.ts";
import type { TransactionJournal } from "./transaction-journal.ts";

/** A provider that can be told to look where the chain stands, as {@link AgreeingProvider} can. */
export type LookingProvider = Provider & { readonly look: () => Promise<Pick<Look, "head" | "final">> };

/** How much may be paid, and how long is waited. */
export type SenderSettings = {
  /** Never more than this is offered per gas, in wei. */
  readonly maxFeePerGas: bigint;
  /** Never more gas than this is sent with a transaction. */
  readonly maxGas: bigint;
  /** More is offered for a transaction that was not mined in so many blocks, or in so many seconds of the chain's time. */
  readonly raiseAfterBlocks: number;
  readonly raiseAfterSeconds: number;
  /** How many blocks make a transaction certain; without it, its block must be final. */
  readonly confirmations?: number;
  /** How long {@link TransactionSender.send} waits before it looks again. */
  readonly pollMs: number;
};

/** What a sender works with. */
export type SenderOptions = {
  /** Of its own: a look moves what `latest` means for everybody who reads through it. */
  readonly chain: LookingProvider;
  /** Only signs; what it may be connected to is not used. */
  readonly signer: Pick<Signer, "getAddress" | "signTransaction">;
  readonly chainId: number;
  readonly journal: TransactionJournal;
  readonly settings: SenderSettings;
  /** Hears, once for each transaction and code, of what keeps a transaction waiting. */
  readonly onTrouble?: (trouble: CollectiveError, purpose: string | undefined) => void;
};

/** A call to be made once. */
export type WantedTransaction = { readonly purpose: string; readonly to: Address; readonly data: Hex };

/** The same with what every part of the sender needs. */
export type SenderContext = Omit<SenderOptions, "onTrouble"> & {
  readonly from: Address;
  readonly tell: (trouble: CollectiveError, purpose: string | undefined) => void;
};
