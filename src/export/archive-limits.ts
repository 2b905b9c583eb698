/**
 * How much an export may ask of the reader. All are upper bounds; sizes are bytes, counted on the real bytes while
 * unpacking, never believed from a header.
 */
export type ArchiveLimits = {
  /** Entries of one zip. Real exports with many pictures pass 2,000. */
  readonly entries: number;
  /** UTF-8 bytes of one entry's name. */
  readonly nameBytes: number;
  /** One unpacked file. */
  readonly entryBytes: number;
  /** All unpacked files of one pass together. */
  readonly totalBytes: number;
  /** Unpacked bytes per packed byte of one entry, enforced after its first MiB. Real exports reach about 5. */
  readonly ratio: number;
  /** One conversation; a larger one is skipped and counted. */
  readonly conversationBytes: number;
  /** Nested brackets inside one conversation; a deeper one is skipped and counted. */
  readonly conversationDepth: number;
  /** The zips inside a Privacy Portal zip together: the one thing that is held in memory when it is deflated. */
  readonly nestedBytes: number;
  /** One metadata file such as `message_feedback.json`. */
  readonly metadataBytes: number;
};

const MEBIBYTE = 2 ** 20;

/** Twice to ten times the largest genuine exports reported in public, so that only hostile files meet them. */
export const defaultLimits: ArchiveLimits = {
  entries: 20_000,
  nameBytes: 1024,
  entryBytes: 2048 * MEBIBYTE,
  totalBytes: 8192 * MEBIBYTE,
  ratio: 100,
  conversationBytes: 256 * MEBIBYTE,
  conversationDepth: 256,
  nestedBytes: 512 * MEBIBYTE,
  metadataBytes: 64 * MEBIBYTE,
};

/** What may still be unpacked in one pass over an export. Shared by its entries, lowered as bytes appear. */
export type InflateBudget = { remainingBytes: number };
