import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import fc from "fast-check";
import { bytesToAddress, type Address } from "../../../src/primitives/identifiers.ts";
import { MAX_CUMULATIVE_WEI, type RewardLeaf } from "../../../src/merkle/reward-leaves.ts";

/** Any account; half of them crowd into two shards. */
export const address: fc.Arbitrary<Address> = fc
  .tuple(fc.uint8Array({ minLength: 20, maxLength: 20 }), fc.boolean(), fc.boolean())
  .map(([bytes, crowded, high]) =>
    bytesToAddress(crowded ? Uint8Array.from([high ? 0xff : 0, ...bytes.slice(1)]) : bytes),
  );

/** Leaves ascending by account, no account twice. */
export function rewardLeaves(minLength: number, maxLength: number): fc.Arbitrary<RewardLeaf[]> {
  const leaf = fc.record({ account: address, cumulativeWei: fc.bigInt({ min: 1n, max: MAX_CUMULATIVE_WEI }) });
  return fc
    .uniqueArray(leaf, { minLength, maxLength, selector: ({ account }) => account })
    .map((leaves) => leaves.sort((a, b) => (a.account < b.account ? -1 : 1)));
}

/** As many leaves as asked for, spread over the accounts by a fixed rule. */
export function spreadLeaves(count: number): RewardLeaf[] {
  const account = (i: number) =>
    bytesToAddress(Uint8Array.from({ length: 20 }, (_, at) => (Math.imul(i, 0x9e3779b1) >>> (8 * (at % 4))) ^ at));
  const leaves = Array.from({ length: count }, (_, i) => ({ account: account(i), cumulativeWei: BigInt(i + 1) ** 5n }));
  return leaves.sort((a, b) => (a.account < b.account ? -1 : 1));
}

/** The same leaves in the library that outsiders use. */
export function openZeppelinTree(leaves: readonly RewardLeaf[]) {
  const rows = leaves.map(({ account, cumulativeWei }): [string, bigint] => [account, cumulativeWei]);
  return StandardMerkleTree.of(rows, ["address", "uint256"], { sortLeaves: false });
}
