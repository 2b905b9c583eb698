import { openHasher, type HasherKind } from "../../src/merkle/batch-hasher.ts";
import { nodeBytes, buildTree, proof, root } from "../../src/merkle/tree.ts";
import { eachLeaf, RECORD_BYTES } from "../../src/merkle/reward-leaves.ts";
import { bytesToHex } from "../../src/primitives/bytes.ts";
import { buildFlatTree } from "./flat-tree.ts";
import { hashWasm, noble } from "./keccaks.ts";

/** What a tree is asked for. */
export type Built = { readonly root: string; readonly prove: ((index: number) => readonly string[]) | null };

/** Takes records as this way of building wants them, and gives what builds the tree over them. */
type TreeSubject = (records: Uint8Array) => Promise<() => Built>;

/** Everything that is measured, by name. */
export const trees = {
  "this, SIMD": ours("simd"),
  "this, scalar": ours("scalar"),
  "flat tree on hash-wasm": async (records) => flat(records, await hashWasm()),
  "flat tree on @noble/hashes": async (records) => flat(records, await noble()),
  "@openzeppelin/merkle-tree": openZeppelin,
} as const satisfies Readonly<Record<string, TreeSubject>>;

/** The name of a way to build the tree. */
export type TreeName = keyof typeof trees;

function ours(kind: HasherKind): TreeSubject {
  return (records) =>
    Promise.resolve(() => {
      const tree = buildTree({ count: records.length / RECORD_BYTES, records }, openHasher(kind));
      return { root: root(tree), prove: (index) => proof(tree, index) };
    });
}

function flat(records: Uint8Array, keccak: (message: Uint8Array) => Uint8Array): () => Built {
  return () => ({ root: bytesToHex(nodeBytes(buildFlatTree(records, keccak), 0)), prove: null });
}

/** Its rows are strings and big integers, which are made before it is measured. */
async function openZeppelin(records: Uint8Array): Promise<() => Built> {
  const { StandardMerkleTree } = await import("@openzeppelin/merkle-tree");
  const leaves = eachLeaf({ count: records.length / RECORD_BYTES, records });
  const rows = Array.from(leaves, ({ account, cumulativeWei }): [string, bigint] => [account, cumulativeWei]);
  return () => {
    const tree = StandardMerkleTree.of(rows, ["address", "uint256"], { sortLeaves: false });
    return { root: tree.root, prove: (index) => tree.getProof(index) };
  };
}
