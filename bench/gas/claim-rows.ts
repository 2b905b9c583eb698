import { AbiCoder, concat, keccak256, solidityPackedKeccak256 } from "ethers";
import { addressNamed } from "./stage.ts";
import { deepTree, LEAVES, type DeepTree } from "./deep-tree.ts";

/** What an epoch pays an account, in wei: the new part, and the sum of all epochs up to it. */
export type ClaimRow = { readonly account: string; readonly amountWei: bigint; readonly cumulativeWei: bigint };

/** The tree of one epoch in the form that a system wants. */
export type EpochTree = DeepTree & { readonly rows: readonly ClaimRow[] };

const GPT = 10n ** 18n;

/** Amounts with digits in every place, as real ones have. */
const AMOUNTS_WEI = [123_456_789_012_345_678_901n, 77_111_222_333_444_555_667n] as const;

/** The name of the account of leaf number `index`. */
export function earnerName(index: number): string {
  return `earner ${index}`;
}

/** The rows of epoch 1 or 2: the same accounts, and in 2 more for each than in 1. */
export function rowsOf(epoch: 1 | 2): ClaimRow[] {
  return Array.from({ length: LEAVES }, (_, index) => {
    const extraWei = BigInt(index) * GPT;
    const amountWei = AMOUNTS_WEI[epoch - 1]! + extraWei;
    const firstWei = AMOUNTS_WEI[0] + extraWei;
    return {
      account: addressNamed(earnerName(index)),
      amountWei,
      cumulativeWei: epoch === 1 ? firstWei : firstWei + amountWei,
    };
  });
}

/** The tree of an epoch over leaves that `leafOf` makes. */
export function treeOfEpoch(
  epoch: 1 | 2,
  leafOf: (row: ClaimRow, index: number) => string,
  pairing: "sorted" | "ordered" = "sorted",
): EpochTree {
  const rows = rowsOf(epoch);
  return { rows, ...deepTree(rows.map(leafOf), pairing, `epoch ${epoch}`) };
}

/** The hash of a hash of ABI-encoded values: OpenZeppelin's standard leaf. */
export function doubleLeaf(types: readonly string[], values: readonly unknown[]): string {
  return keccak256(singleLeaf(types, values));
}

/** The hash of ABI-encoded values. */
export function singleLeaf(types: readonly string[], values: readonly unknown[]): string {
  return keccak256(AbiCoder.defaultAbiCoder().encode(types, values));
}

/** The hash of packed values. */
export function packedLeaf(types: readonly string[], values: readonly unknown[]): string {
  return solidityPackedKeccak256(types, values);
}

/** The nodes of a proof as one string of bytes. */
export function packedProof(proof: readonly string[]): string {
  return concat(proof);
}
