import { crc32, deflateRawSync } from "node:zlib";

/** One entry; every field after `data` overrides what an honest zip would say. */
export type EntrySpec = {
  name: string;
  data?: string | Uint8Array;
  isStored?: boolean;
  method?: number;
  flags?: number;
  mode?: number;
  crc?: number;
  packedBytes?: number;
  unpackedBytes?: number;
  localName?: string;
  localSignature?: number;
  localExtraLength?: number;
  trailing?: Uint8Array;
  /** The directory's extra field. */
  extra?: Uint8Array;
  /** Write the directory's sizes as zip64. */
  isZip64?: boolean;
  /** Leave checksum and sizes out of the local header and write them behind the data. */
  hasDescriptor?: boolean;
  /** What the descriptor says instead of the truth: checksum, packed and unpacked bytes. */
  descriptor?: Uint8Array;
  /** Bytes 14 to 26 of the local header, and its flags and method, instead of those of the directory. */
  localSizes?: Uint8Array;
  localFlags?: number;
  localMethod?: number;
  /** What the zip64 field of the directory says instead of the truth. */
  zip64Unpacked?: bigint;
  zip64Packed?: bigint;
  /** Point the directory at the local header of the entry with this index instead of its own. */
  sharesHeaderOf?: number;
};

/** The end record of zip64 with its locator; each field overrides the honest one. */
export type Zip64Spec = {
  entries?: number;
  directoryBytes?: number;
  directoryOffset?: number;
  recordSignature?: number;
  recordBytes?: number;
  recordOffset?: number;
  /** Leave the locator out. */
  isLost?: boolean;
  /** Say the honest values in the plain end record too, instead of pointing at zip64. */
  isPlain?: boolean;
};

export type ZipSpec = {
  entries: EntrySpec[];
  claimedEntries?: number;
  prefix?: Uint8Array;
  comment?: string;
  zip64?: Zip64Spec;
  /** Bytes between the last entry and the directory, and between the directory and its end. */
  gap?: Uint8Array;
  afterDirectory?: Uint8Array;
};

/** Writes a zip byte by byte, honest or not. */
export function writeZip(spec: ZipSpec): Uint8Array<ArrayBuffer> {
  const { entries, prefix = new Uint8Array(), gap = new Uint8Array(), afterDirectory = new Uint8Array() } = spec;
  const parts: Uint8Array[] = [prefix];
  const directory: Uint8Array[] = [];
  const offsets: number[] = [];
  let offset = prefix.length;
  for (const entry of entries) {
    const data =
      typeof entry.data === "string" ? new TextEncoder().encode(entry.data) : (entry.data ?? new Uint8Array());
    const packed = Buffer.concat([entry.isStored ? data : deflateRawSync(data), entry.trailing ?? new Uint8Array()]);
    offsets.push(offset);
    const central = headerOf(entry, data, packed, offsets[entry.sharesHeaderOf ?? offsets.length - 1]!);
    const written = [localHeader(entry, central), packed, descriptorOf(entry, central)];
    parts.push(...written);
    offset += written.reduce((sum, { length }) => sum + length, 0);
    directory.push(central);
  }
  const central = Buffer.concat(directory);
  const end = endOf(spec, central.length, offset + gap.length);
  return new Uint8Array(Buffer.concat([...parts, gap, central, afterDirectory, end]));
}

function descriptorOf(entry: EntrySpec, central: Buffer): Buffer {
  if (!entry.hasDescriptor) return Buffer.alloc(0);
  return Buffer.concat([Buffer.from("PK\x07\x08"), entry.descriptor ?? central.subarray(16, 28)]);
}

function endOf({ entries, claimedEntries, comment = "", zip64 }: ZipSpec, bytes: number, offset: number): Buffer {
  const end = Buffer.alloc(22 + comment.length);
  const count = claimedEntries ?? entries.length;
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(bytes, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  end.write(comment, 22, "latin1");
  if (zip64 === undefined) return end;
  if (!zip64.isPlain) end.fill(0xff, 8, 20);
  return Buffer.concat([zip64End(zip64, count, bytes, offset), end]);
}

function zip64End(spec: Zip64Spec, count: number, bytes: number, offset: number): Buffer {
  const record = Buffer.alloc(56);
  record.writeUInt32LE(spec.recordSignature ?? 0x06064b50, 0);
  record.writeBigUInt64LE(BigInt(spec.recordBytes ?? 44), 4);
  record.writeBigUInt64LE(BigInt(spec.entries ?? count), 24);
  record.writeBigUInt64LE(BigInt(spec.entries ?? count), 32);
  record.writeBigUInt64LE(BigInt(spec.directoryBytes ?? bytes), 40);
  record.writeBigUInt64LE(BigInt(spec.directoryOffset ?? offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(spec.recordOffset ?? offset + bytes), 8);
  locator.writeUInt32LE(1, 16);
  return spec.isLost ? record : Buffer.concat([record, locator]);
}

/** A Blob of an honest zip of `files`. */
export function zipBlob(files: Record<string, string | Uint8Array>): Blob {
  return new Blob([writeZip({ entries: Object.entries(files).map(([name, data]) => ({ name, data })) })]);
}

function headerOf(entry: EntrySpec, data: Uint8Array, packed: Uint8Array, offset: number): Buffer {
  const name = Buffer.from(entry.name);
  const header = Buffer.alloc(46 + name.length);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE((3 << 8) | 20, 4);
  header.writeUInt16LE(20, 6);
  header.writeUInt16LE(entry.flags ?? 0x800, 8);
  header.writeUInt16LE(entry.method ?? (entry.isStored ? 0 : 8), 10);
  header.writeUInt32LE(entry.crc ?? crc32(data), 16);
  header.writeUInt32LE(entry.packedBytes ?? packed.length, 20);
  header.writeUInt32LE(entry.unpackedBytes ?? data.length, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt32LE(((entry.mode ?? 0o600) << 16) >>> 0, 38);
  header.writeUInt32LE(offset, 42);
  name.copy(header, 46);
  const plain = entry.extra === undefined ? header : withExtra(header, entry.extra);
  return entry.isZip64 ? withZip64(entry, plain) : plain;
}

function withExtra(header: Buffer, extra: Uint8Array): Buffer {
  header.writeUInt16LE(header.readUInt16LE(30) + extra.length, 30);
  return Buffer.concat([header, extra]);
}

/** The Unicode path field of Info-ZIP, which names the entry anew if `checksum` is that of its own name. */
export function unicodePath(path: string, checksum: number, version = 1): Uint8Array {
  const name = Buffer.from(path);
  const field = Buffer.alloc(9 + name.length);
  field.writeUInt16LE(0x7075, 0);
  field.writeUInt16LE(5 + name.length, 2);
  field.writeUInt8(version, 4);
  field.writeUInt32LE(checksum, 5);
  name.copy(field, 9);
  return new Uint8Array(field);
}

function withZip64(entry: EntrySpec, header: Buffer): Buffer {
  const extra = Buffer.alloc(20);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(16, 2);
  extra.writeBigUInt64LE(entry.zip64Unpacked ?? BigInt(header.readUInt32LE(24)), 4);
  extra.writeBigUInt64LE(entry.zip64Packed ?? BigInt(header.readUInt32LE(20)), 12);
  header.fill(0xff, 20, 28);
  return withExtra(header, extra);
}

function localHeader(entry: EntrySpec, central: Buffer): Buffer {
  const name = Buffer.from(entry.localName ?? entry.name);
  const header = Buffer.alloc(30 + name.length);
  header.writeUInt32LE(entry.localSignature ?? 0x04034b50, 0);
  central.copy(header, 4, 6, 28);
  if (entry.hasDescriptor) header.fill(0, 14, 26);
  header.set(entry.localSizes ?? [], 14);
  if (entry.localFlags !== undefined) header.writeUInt16LE(entry.localFlags, 6);
  if (entry.localMethod !== undefined) header.writeUInt16LE(entry.localMethod, 8);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(entry.localExtraLength ?? 0, 28);
  name.copy(header, 30);
  return header;
}
