import type { Context } from "./differences.ts";
import { sha256, sizeOf, toHex, type Field, type Layout } from "./packed-files.ts";

/** What a packed file should be, and the codes for another hash, another head and a wrong record. */
export type Rules = {
  readonly layout: Layout;
  readonly hash: string;
  readonly codes: readonly [hash: string, head: string, records: string];
  /** From the first byte on, without gaps. */
  readonly fields: readonly Field[];
};

/** Whether `file` is a whole number of records, as many as it says; names what else is wrong with it. */
export function checkPackedFile(check: Context["check"], name: string, file: Buffer, rules: Rules): boolean {
  const { layout, fields } = rules;
  const [hashCode, headCode, recordsCode] = rules.codes;
  check(hashCode, name, rules.hash, sha256(file));
  let at = 0;
  for (const [field, bytes] of fields) {
    check(headCode, `${name}, ${field}`, toHex(bytes), toHex(file.subarray(at, at + bytes.length)));
    at += bytes.length;
  }
  const count = file.length < layout.headBytes ? 0 : file.readUInt32BE(layout.countAt);
  check(headCode, `${name}, bytes`, sizeOf(layout, count), file.length);
  if (file.length !== sizeOf(layout, count)) return false;
  const wrong = firstWrongRecord(layout, file);
  if (wrong >= 0) {
    const record = file.subarray(sizeOf(layout, wrong), sizeOf(layout, wrong + 1));
    check(recordsCode, `${name}, record ${wrong}`, "a key above the last and then no zero", toHex(record));
  }
  return true;
}

/** The first record whose key is not above the one before it or whose number is zero; or -1. */
function firstWrongRecord(layout: Layout, file: Buffer): number {
  const { headBytes, recordBytes, keyBytes, numberBytes } = layout;
  const zero = Buffer.alloc(numberBytes);
  for (let at = headBytes; at < file.length; at += recordBytes) {
    const numberAt = at + keyBytes;
    const isZero = zero.compare(file, numberAt, numberAt + numberBytes) === 0;
    const isAbove = at === headBytes || file.compare(file, at - recordBytes, numberAt - recordBytes, at, numberAt) > 0;
    if (isZero || !isAbove) return (at - headBytes) / recordBytes;
  }
  return -1;
}
