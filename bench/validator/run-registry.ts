import type { RegisteredContribution } from "../../src/chain/registry-history.ts";
import { bytesToHex } from "../../src/primitives/bytes.ts";
import { toAddress, toHex32, type Hex32 } from "../../src/primitives/identifiers.ts";

/** Holds so many contributions as a node and a scorer hold what the chain says, and prints the bytes that each takes. */
const count = Number(process.argv[2]);
const before = process.memoryUsage().rss;
const contributions = new Map<Hex32, RegisteredContribution>();
for (let index = 0; index < count; index++) {
  const id = toHex32(bytesToHex(numbered(index, 32)));
  const hash = bytesToHex(numbered(index + count, 32));
  contributions.set(id, {
    ...{ id, owner: toAddress(bytesToHex(numbered(index, 20))), version: 1, ciphertextHash: toHex32(hash) },
    ...{ uri: `sha256:${hash.slice(2)}`, consentMask: 1, removed: false, setAt: index },
    order: { block: index, logIndex: 0 },
  });
}
console.log(JSON.stringify({ count: contributions.size, bytesEach: (process.memoryUsage().rss - before) / count }));

function numbered(number: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length).fill(number & 0xff);
  new DataView(bytes.buffer).setFloat64(0, number);
  return bytes;
}
