import { createHash } from "node:crypto";
import { bytesOf } from "./pack.ts";

export type Leaf = readonly [account: string, wei: bigint];

/** So many leaves, ascending; all accounts begin with `prefix`. */
export function someLeaves(count: number, prefix = ""): Leaf[] {
  const digests = Array.from({ length: count }, (_, i) => createHash("sha256").update(String(i)).digest("hex"));
  return digests
    .map((digest, i): Leaf => [`0x${(prefix + digest).slice(0, 40)}`, 10n ** 18n + BigInt(i)])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** As in `leaves.bin`. */
export function recordsOf(leaves: readonly Leaf[]): Buffer {
  return bytesOf(...leaves.flatMap(([account, wei]) => [account, [wei, 16]] as const));
}
