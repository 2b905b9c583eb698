import type { ColumnType, GeneratedAlways } from "kysely";

/** 32-byte hashes and 20-byte accounts as they are; numbers are safe integers; amounts beyond them are decimal text. */
type Bytes = Uint8Array;

/** The one row of which validator, on which collective, this is the history. */
type HistoryTable = {
  readonly singleton: ColumnType<boolean, undefined, never>;
  readonly validator: Bytes;
  readonly chain_id: string;
  readonly distributor: Bytes;
  readonly begun_at: number;
};

type StatementsTable = {
  readonly kind: string;
  readonly epoch: number;
  readonly attempt: number;
  readonly digest: Bytes;
};

type TransactionsTable = {
  readonly id: GeneratedAlways<number>;
  readonly purpose: string;
  readonly nonce: number;
  readonly to: Bytes;
  readonly data: Bytes;
  readonly gas_limit: string;
  /** Null while it is unfinished. */
  status: string | null;
  hash: Bytes | null;
  block: number | null;
};

type OffersTable = {
  readonly transaction_id: number;
  readonly position: number;
  readonly hash: Bytes;
  readonly raw: Bytes;
  readonly max_fee: string;
  readonly max_priority_fee: string;
};

type EpochsTable = {
  readonly epoch: number;
  readonly file: Bytes;
  readonly sha256: Bytes;
  /** JSON. */
  readonly unavailable: string;
};

type PendingDeltasTable = {
  readonly epoch: number;
  /** In the order in which the versions were scored. */
  readonly position: number;
  readonly contribution: Bytes;
  readonly version: number;
  readonly delta: Bytes;
};

type CursorTable = {
  readonly singleton: ColumnType<boolean, undefined, never>;
  settled_through: number;
};

type FinalBlockTable = {
  readonly singleton: ColumnType<boolean, undefined, never>;
  number: number;
  hash: Bytes;
  timestamp: number;
};

type FingerprintsTable = { readonly fingerprint: number };
type CreditsTable = { readonly cluster: Bytes; readonly day: number; base: number; paid: number };
type MailsTable = { readonly mail: Bytes; owner: Bytes };

/** What a scorer made of one version: the encoded archive, or the code of what is wrong with it. */
type MeasuresTable = {
  readonly contribution: Bytes;
  readonly version: number;
  readonly ruleset: Bytes;
  readonly answer: Bytes | null;
  readonly reason: string | null;
};

/** The tables of a validator, all in a schema of their own. */
export type Tables = {
  history: HistoryTable;
  statements: StatementsTable;
  transactions: TransactionsTable;
  offers: OffersTable;
  epochs: EpochsTable;
  pending_deltas: PendingDeltasTable;
  cursor: CursorTable;
  final_block: FinalBlockTable;
  fingerprints: FingerprintsTable;
  credits: CreditsTable;
  mails: MailsTable;
  measures: MeasuresTable;
};
