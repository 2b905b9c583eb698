/**
 * How much an export may ask of the reader. All are upper bounds; sizes are bytes, counted on the real bytes while
 * unpacking, never believed from a header.
 */
export type ArchiveLimits = {
  /** Entries of a zip, those of the zips inside it included. Real exports with many pictures pass 2,000. */
  readonly entries: number;
  /** UTF-8 bytes of one entry's name. */
  readonly nameBytes: number;
  /** One unpacked file. */
  readonly entryBytes: number;
  /** All unpacked files of one pass together. */
  readonly totalBytes: number;
  /** Unpacked bytes per packed byte, of one entry and of all, enforced after the first MiB. Real exports reach about 5. */
  readonly ratio: number;
  /** Elements of the conversation files together, conversations or not. Real exports reach about 8,000. */
  readonly elements: number;
  /** One conversation; a larger one is skipped and counted. The largest reported has 18.4 MB. */
  readonly conversationBytes: number;
  /**
   * Objects, lists and commas of one conversation, so about its values: each takes many times its bytes in memory. In
   * the genuine exports at hand no conversation has fewer than 37 bytes per value.
   */
  readonly conversationValues: number;
  /** Nodes of one conversation's `mapping`; more are skipped and counted. Real ones reach about 2,700. */
  readonly conversationNodes: number;
  /** Nested brackets inside one conversation; a deeper one is skipped and counted. */
  readonly conversationDepth: number;
  /** The deflated zips inside a Privacy Portal zip together: the one thing that is unpacked into memory as a whole. */
  readonly nestedBytes: number;
  /** One metadata file such as `message_feedback.json`. */
  readonly metadataBytes: number;
};

const MEBIBYTE = 2 ** 20;

/**
 * From a seventh more than the largest genuine exports reported in public (`conversationBytes`) to many times as much, so
 * that only hostile files meet them; and small enough that a reader's whole process stays below 300 MiB, besides the
 * export's own bytes, whatever a conversation holds.
 */
export const defaultLimits: ArchiveLimits = {
  entries: 20_000,
  nameBytes: 1024,
  entryBytes: 2048 * MEBIBYTE,
  totalBytes: 2048 * MEBIBYTE,
  ratio: 100,
  elements: 50_000,
  conversationBytes: 20 * MEBIBYTE,
  conversationValues: 500_000,
  conversationNodes: 20_000,
  conversationDepth: 256,
  nestedBytes: 128 * MEBIBYTE,
  metadataBytes: 8 * MEBIBYTE,
};

/** What may still be unpacked in one pass over an export. Shared by its entries, lowered as bytes appear. */
export type InflateBudget = { remainingBytes: number };
