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
  /** Write the directory's sizes as zip64. */
  isZip64?: boolean;
  /** Leave checksum and sizes out of the local header and write them behind the data. */
  hasDescriptor?: boolean;
  /** Point the directory at the local header of the entry with this index instead of its own. */
  sharesHeaderOf?: number;
};

export type ZipSpec = { entries: EntrySpec[]; claimedEntries?: number; prefix?: Uint8Array; comment?: string };

/** Writes a zip byte by byte, honest or not. */
export function writeZip({ entries, claimedEntries, prefix, comment = "" }: ZipSpec): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = prefix === undefined ? [] : [prefix];
  const directory: Uint8Array[] = [];
  const offsets: number[] = [];
  let offset = prefix?.length ?? 0;
  for (const entry of entries) {
    const data =
      typeof entry.data === "string" ? new TextEncoder().encode(entry.data) : (entry.data ?? new Uint8Array());
    const packed = Buffer.concat([entry.isStored ? data : deflateRawSync(data), entry.trailing ?? new Uint8Array()]);
    offsets.push(offset);
    const central = headerOf(entry, data, packed, offsets[entry.sharesHeaderOf ?? offsets.length - 1]!);
    const local = localHeader(entry, central);
    const descriptor = entry.hasDescriptor
      ? Buffer.concat([Buffer.from("PK\x07\x08"), central.subarray(16, 28)])
      : Buffer.alloc(0);
    parts.push(local, packed, descriptor);
    offset += local.length + packed.length + descriptor.length;
    directory.push(central);
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22 + comment.length);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(claimedEntries ?? entries.length, 8);
  end.writeUInt16LE(claimedEntries ?? entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  end.write(comment, 22, "latin1");
  return new Uint8Array(Buffer.concat([...parts, central, end]));
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
  return entry.isZip64 ? withZip64(header) : header;
}

function withZip64(header: Buffer): Buffer {
  const extra = Buffer.alloc(20);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(16, 2);
  extra.writeBigUInt64LE(BigInt(header.readUInt32LE(24)), 4);
  extra.writeBigUInt64LE(BigInt(header.readUInt32LE(20)), 12);
  header.fill(0xff, 20, 28);
  header.writeUInt16LE(extra.length, 30);
  return Buffer.concat([header, extra]);
}

function localHeader(entry: EntrySpec, central: Buffer): Buffer {
  const name = Buffer.from(entry.localName ?? entry.name);
  const header = Buffer.alloc(30 + name.length);
  header.writeUInt32LE(entry.localSignature ?? 0x04034b50, 0);
  central.copy(header, 4, 6, 28);
  if (entry.hasDescriptor) header.fill(0, 14, 26);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(entry.localExtraLength ?? 0, 28);
  name.copy(header, 30);
  return header;
}
