/** What the shape of a conversation depends on, for one node of `mapping`. */
export type TreeNode = {
  readonly id: string;
  /** As the file says: may be missing, unknown, or part of a cycle. */
  readonly parentId: string | null;
  /** Null for nodes that carry no message. */
  readonly message: { readonly time: number | null } | null;
};

/** The repaired shape. Numbers are positions in the list of nodes; −1 is none. */
export type MessageTree = {
  /** Per node: the nearest ancestor that carries a message. */
  readonly messageParents: readonly number[];
  /** The visible thread, root first: nodes that carry a message, hidden or not. */
  readonly thread: readonly number[];
  readonly danglingParents: number;
  readonly cutCycles: number;
  /** Whether `current_node` named a node. */
  readonly hasCurrent: boolean;
};

const NONE = -1;
const UNKNOWN = -2;

/**
 * Builds the tree of a conversation from `parent` links alone (2026 exports have no `children`) and its visible thread:
 * from `currentId` up to the root; without it from the newest leaf, the later in the file among equals.
 *
 * A parent that does not exist makes a root. A cycle is cut above its first node in the file. Iterative and linear:
 * real chains are thousands deep.
 */
export function buildMessageTree(nodes: readonly TreeNode[], currentId: string | null): MessageTree {
  const positions = new Map(nodes.map((node, position) => [node.id, position]));
  const parents = nodes.map((node) => (node.parentId === null ? NONE : (positions.get(node.parentId) ?? UNKNOWN)));
  const danglingParents = parents.filter((parent) => parent === UNKNOWN).length;
  parents.forEach((parent, position) => {
    if (parent === UNKNOWN) parents[position] = NONE;
  });
  const cutCycles = cutAllCycles(parents);
  const current = currentId === null ? undefined : positions.get(currentId);
  return {
    messageParents: findMessageParents(nodes, parents),
    thread: walkUp(nodes, parents, current ?? newestLeaf(nodes, parents)),
    danglingParents,
    cutCycles,
    hasCurrent: current !== undefined,
  };
}

/** Cuts each cycle in place above its first node in the file and gives their number. */
function cutAllCycles(parents: number[]): number {
  let cycles = 0;
  const walkOf = new Int32Array(parents.length).fill(NONE);
  for (let start = 0; start < parents.length; start++) {
    let at = start;
    while (at !== NONE && walkOf[at] === NONE) {
      walkOf[at] = start;
      at = parents[at] ?? NONE;
    }
    if (at === NONE || walkOf[at] !== start) continue;
    parents[firstOfCycle(parents, at)] = NONE;
    cycles += 1;
  }
  return cycles;
}

function firstOfCycle(parents: readonly number[], member: number): number {
  let first = member;
  for (let at = parents[member] ?? NONE; at !== member; at = parents[at] ?? NONE) first = Math.min(first, at);
  return first;
}

function findMessageParents(nodes: readonly TreeNode[], parents: readonly number[]): number[] {
  const found = nodes.map(() => UNKNOWN);
  for (let start = 0; start < nodes.length; start++) {
    const path: number[] = [];
    let at = start;
    let ancestor = UNKNOWN;
    while (ancestor === UNKNOWN) {
      path.push(at);
      const parent = parents[at] ?? NONE;
      ancestor = parent === NONE || nodes[parent]?.message != null ? parent : (found[parent] ?? NONE);
      at = parent;
    }
    for (const position of path) found[position] = ancestor;
  }
  return found;
}

/** Nodes without a message are no leaves worth opening; a node without a time is older than all others. */
function newestLeaf(nodes: readonly TreeNode[], parents: readonly number[]): number {
  const withChild = new Set(parents);
  let best = NONE;
  nodes.forEach(({ message }, position) => {
    if (message === null || withChild.has(position)) return;
    const bestTime = nodes[best]?.message?.time ?? NONE;
    if (best === NONE || (message.time ?? NONE) >= bestTime) best = position;
  });
  return best;
}

function walkUp(nodes: readonly TreeNode[], parents: readonly number[], leaf: number): number[] {
  const thread: number[] = [];
  for (let at = leaf; at !== NONE; at = parents[at] ?? NONE) {
    if (nodes[at]?.message != null) thread.push(at);
  }
  return thread.reverse();
}
