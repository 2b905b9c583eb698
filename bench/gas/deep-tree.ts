import { concat, id, keccak256 } from "ethers";

/** The root of a tree of about a million leaves, and the proofs of the few leaves that the benchmark looks at. */
export type DeepTree = { readonly root: string; readonly proofs: readonly string[][] };

/** How two nodes become their parent: by value, as OpenZeppelin does, or by position. */
export type Pairing = "sorted" | "ordered";

/** The length of each proof: a tree of a million leaves has 20 levels. */
const LEVELS = 20;

/** How many real leaves a tree holds; they are its leftmost. */
export const LEAVES = 32;

/**
 * Builds the bottom of a tree over {@link LEAVES} real leaves and continues to {@link LEVELS} levels with made-up right
 * siblings: a contract cannot tell it from a full tree. The same salt gives the same siblings in every run.
 */
export function deepTree(leaves: readonly string[], pairing: Pairing, salt: string): DeepTree {
  if (leaves.length !== LEAVES) throw new RangeError(`Expected ${LEAVES} leaves, got ${leaves.length}.`);
  const proofs: string[][] = leaves.map(() => []);
  let nodes = leaves;
  for (let level = 0; level < LEVELS; level++) {
    const siblings = nodes.length > 1 ? nodes : [...nodes, id(`${salt} ${level}`)];
    for (const [index, proof] of proofs.entries()) proof.push(siblings[(index >> level) ^ 1]!);
    nodes = parentsOf(siblings, pairing);
  }
  return { root: nodes[0]!, proofs };
}

function parentsOf(nodes: readonly string[], pairing: Pairing): string[] {
  return nodes.flatMap((left, index) => {
    if (index % 2 === 1) return [];
    const pair = [left, nodes[index + 1]!];
    return [keccak256(concat(pairing === "sorted" ? pair.sort() : pair))];
  });
}
