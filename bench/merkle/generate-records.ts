import { ACCOUNT_BYTES, RECORD_BYTES } from "../../src/merkle/reward-leaves.ts";

/**
 * Packed records of `count` accounts, at most 2^32, that ascend and are spread evenly, each worth up to 2^96 wei. The same in
 * every run.
 */
export function generateRecords(count: number): Uint8Array {
  const records = new Uint8Array(count * RECORD_BYTES);
  const view = new DataView(records.buffer);
  const step = Math.floor(2 ** 32 / count);
  for (let i = 0; i < count; i++) {
    const start = i * RECORD_BYTES;
    view.setUint32(start, i * step);
    for (let at = 4; at < ACCOUNT_BYTES; at += 4) view.setUint32(start + at, scatter(i + at));
    for (let at = ACCOUNT_BYTES + 4; at < RECORD_BYTES; at += 4) view.setUint32(start + at, scatter(i - at) | 1);
  }
  return records;
}

function scatter(value: number): number {
  const mixed = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
}
