import { LEAVES, hex } from "./packed-files.ts";

const { headBytes, recordBytes, keyBytes } = LEAVES;
const LOW = 2n ** 64n;

/** The records of the last leaves with every increase added, ascending by account (docs/rewards.md §6). */
export function addToLeaves(previousLeaves: Buffer, increases: ReadonlyMap<string, bigint>): Buffer {
  const before = previousLeaves.subarray(headBytes);
  const after = Buffer.alloc(before.length + recordBytes * increases.size);
  let [from, to] = [0, 0];
  for (const account of [...increases.keys()].sort()) {
    const key = hex(account);
    let order = 1;
    while (from < before.length && (order = key.compare(before, from, from + keyBytes)) > 0) {
      before.copy(after, to, from, from + recordBytes);
      [from, to] = [from + recordBytes, to + recordBytes];
    }
    const lastWei = order === 0 ? amountAt(before, from) : 0n;
    const wei = lastWei + (increases.get(account) ?? 0n);
    after.set(key, to);
    after.writeBigUInt64BE(wei / LOW, to + keyBytes);
    after.writeBigUInt64BE(wei % LOW, to + keyBytes + 8);
    [from, to] = [from + (order === 0 ? recordBytes : 0), to + recordBytes];
  }
  before.copy(after, to, from);
  return after.subarray(0, to + before.length - from);
}

/** The sum of the amounts of all records. */
export function totalOf(records: Buffer): bigint {
  let totalWei = 0n;
  for (let at = 0; at < records.length; at += recordBytes) totalWei += amountAt(records, at);
  return totalWei;
}

function amountAt(records: Buffer, at: number): bigint {
  return records.readBigUInt64BE(at + keyBytes) * LOW + records.readBigUInt64BE(at + keyBytes + 8);
}
