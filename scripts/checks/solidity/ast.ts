/** A node of the compiler's syntax tree. */
export type AstNode = { readonly nodeType: string; readonly src: string; readonly [key: string]: unknown };

/** Whether a value of the tree is a node itself. */
function isNode(value: unknown): value is AstNode {
  return typeof value === "object" && value !== null && "nodeType" in value && "src" in value;
}

/** A property of a node that is a node, or `null`. */
export function childOf(node: AstNode, key: string): AstNode | null {
  const child = node[key];
  return isNode(child) ? child : null;
}

/** A property of a node that is a list of nodes; what is left out (as in `(, b) = f()`) is left out here too. */
export function childrenOf(node: AstNode, key: string): AstNode[] {
  const children = node[key];
  return Array.isArray(children) ? children.filter(isNode) : [];
}

/** Calls `visit` for a node and everything below it, each with its ancestors, the nearest last. */
export function walk(
  node: AstNode,
  visit: (node: AstNode, ancestors: readonly AstNode[]) => void,
  ancestors: readonly AstNode[] = [],
): void {
  visit(node, ancestors);
  const inside = [...ancestors, node];
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (isNode(child)) walk(child, visit, inside);
    }
  }
}

/** Whether a node or anything below it satisfies `matches`. */
export function contains(node: AstNode | null, matches: (node: AstNode) => boolean): boolean {
  let found = false;
  if (node !== null) walk(node, (inner) => (found ||= matches(inner)));
  return found;
}

/** Where a node lies in its source, in bytes. */
export function rangeOf(node: AstNode): { readonly start: number; readonly end: number } {
  const [start = 0, length = 0] = node.src.split(":").map(Number);
  return { start, end: start + length };
}

/** The compiler's name of an expression's type, such as `t_string_memory_ptr`. */
export function typeOf(node: AstNode | null): string {
  const descriptions = node?.typeDescriptions as { typeIdentifier?: string | null } | undefined;
  return descriptions?.typeIdentifier ?? "";
}

/** Whether a node is `object.member` of one of the globals, such as `tx.origin`. */
export function isGlobal(node: AstNode, object: string, member: string): boolean {
  if (node.nodeType !== "MemberAccess" || node.memberName !== member) return false;
  const expression = childOf(node, "expression");
  return expression?.nodeType === "Identifier" && expression.name === object;
}
