/** A piece of a record's extra field (PKWARE APPNOTE 6.3.10 §4.5.1). */
export type ExtraField = { readonly id: number; readonly data: Uint8Array };

/**
 * One record of a central directory as it stands there (APPNOTE §4.3.12), with the sizes and the offset of zip64 where the
 * record defers to them. Nothing is believed yet.
 */
export type ZipRecord = {
  readonly flags: number;
  /** 0 stored, 8 deflate; anything else cannot be opened. */
  readonly method: number;
  readonly crc32: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly externalAttributes: number;
  readonly headerOffset: number;
  readonly nameBytes: Uint8Array;
  readonly extraFields: readonly ExtraField[];
  /** What the record itself takes in the directory, with its name, extra field and comment. */
  readonly recordBytes: number;
};

/** The table of contents of a zip, found but not yet read. */
export type ZipRecords = {
  /** How many records the end of the zip announces; {@link records} gives so many or fails. */
  readonly entryCount: number;
  readonly directoryOffset: number;
  /** The comment at the very end of the zip. */
  readonly commentBytes: number;
  /** One pass, in the order of the directory. */
  readonly records: AsyncIterable<ZipRecord>;
};
