import { createHash } from "node:crypto";
import { childOf, isGlobal, rangeOf, typeOf, walk, type AstNode } from "../solidity/ast.ts";

/** One small change of a source that a test should notice. Positions are bytes. */
export type Mutant = {
  /** Same change of the same source, same id. */
  readonly id: string;
  readonly file: string;
  readonly line: number;
  readonly operator: string;
  readonly start: number;
  readonly end: number;
  readonly original: string;
  readonly replacement: string;
};

type Change = { readonly operator: string; readonly start: number; readonly end: number; readonly replacement: string };
type Rule = (node: AstNode, textOf: (node: AstNode) => string, ancestors: readonly AstNode[]) => readonly Change[];

const SWAPS: Readonly<Record<string, readonly string[]>> = {
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "==": ["!="],
  "!=": ["=="],
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
  "%": ["*"],
  "**": ["*"],
  "&&": ["||"],
  "||": ["&&"],
  "&": ["|"],
  "|": ["&"],
  "^": ["&"],
  "<<": [">>"],
  ">>": ["<<"],
};
const COMMUTATIVE = new Set(["+", "*", "&&", "||", "&", "|", "^"]);
const YUL_SWAPS: Readonly<Record<string, string>> = {
  lt: "gt",
  gt: "lt",
  add: "sub",
  sub: "add",
  shl: "shr",
  shr: "shl",
  xor: "or",
};
const COMPARISONS = new Set(["<", "<=", ">", ">=", "==", "!="]);

/** Replaces a whole node. */
function change(operator: string, node: AstNode, replacement: string): Change {
  return { operator, ...rangeOf(node), replacement };
}

const binary: Rule = (node, textOf) => {
  const [left, right] = [childOf(node, "leftExpression"), childOf(node, "rightExpression")];
  if (node.nodeType !== "BinaryOperation" || left === null || right === null) return [];
  const operator = String(node.operator);
  const whole = rangeOf(node);
  const swapped = (SWAPS[operator] ?? []).map((other) => ({
    operator: COMPARISONS.has(operator) ? "comparison" : "operator",
    ...whole,
    // In brackets, because the other operator may bind less tightly.
    replacement: COMPARISONS.has(operator)
      ? `${textOf(left)} ${other} ${textOf(right)}`
      : `(${textOf(left)} ${other} ${textOf(right)})`,
  }));
  if (COMPARISONS.has(operator)) return swapped;
  const kept = COMMUTATIVE.has(operator) ? [left, right] : [left];
  return [...swapped, ...kept.map((term) => change("remove a term", node, textOf(term)))];
};

const assignment: Rule = (node, textOf) => {
  const [left, right] = [childOf(node, "leftHandSide"), childOf(node, "rightHandSide")];
  const operator = String(node.operator);
  if (node.nodeType !== "Assignment" || left === null || right === null || operator === "=") return [];
  return [...(SWAPS[operator.slice(0, -1)] ?? []).map((other) => `${other}=`), "="].map((other) =>
    change("compound assignment", node, `${textOf(left)} ${other} ${textOf(right)}`),
  );
};

const unary: Rule = (node, textOf) => {
  const operand = childOf(node, "subExpression");
  if (node.nodeType !== "UnaryOperation" || operand === null) return [];
  const operator = String(node.operator);
  if (operator === "!" || operator === "~" || operator === "-") return [change("unary", node, textOf(operand))];
  if (operator !== "++" && operator !== "--") return [];
  const other = operator === "++" ? "--" : "++";
  return [change("step", node, node.prefix === true ? other + textOf(operand) : textOf(operand) + other)];
};

const condition: Rule = (node) => {
  const tested = childOf(node, "condition");
  if ((node.nodeType !== "IfStatement" && node.nodeType !== "Conditional") || tested === null) return [];
  return ["true", "false"].map((value) => change("condition", tested, value));
};

/** `{}` and not nothing, because the statement may be all that an `if` has. Its range leaves the semicolon out. */
const statement: Rule = (node, textOf) => {
  const operator = {
    ExpressionStatement: "delete expression",
    EmitStatement: "delete emit",
    RevertStatement: "delete revert",
  }[node.nodeType];
  if (operator === undefined) return [];
  const { start, end } = rangeOf(node);
  return [{ operator, start, end: end + (textOf(node).endsWith(";") ? 0 : 1), replacement: "{}" }];
};

const modifier: Rule = (node, _textOf, ancestors) => {
  const isDefinition = ancestors.at(-1)?.nodeType === "FunctionDefinition";
  if (!isDefinition || node.nodeType !== "ModifierInvocation" || node.kind !== "modifierInvocation") return [];
  return [change("drop modifier", node, "")];
};

const literal: Rule = (node, textOf) => {
  if (node.nodeType !== "Literal") return [];
  if (node.kind === "bool") return [change("boolean", node, textOf(node) === "true" ? "false" : "true")];
  if (node.kind !== "number" || typeOf(node) === "t_address") return [];
  return ["+", "-"].map((sign) => change("number", node, `(${textOf(node)} ${sign} 1)`));
};

const sender: Rule = (node) => (isGlobal(node, "msg", "sender") ? [change("sender", node, "address(this)")] : []);

const yul: Rule = (node) => {
  const name = childOf(node, "functionName");
  const other = YUL_SWAPS[String(name?.name)];
  return node.nodeType !== "YulFunctionCall" || name === null || other === undefined
    ? []
    : [change("assembly", name, other)];
};

const RULES: readonly Rule[] = [binary, assignment, unary, condition, statement, modifier, literal, sender, yul];

/** Every mutant of a source, from its syntax tree, in the order of the source; none twice. */
export function mutantsOf(file: string, source: string, ast: unknown): Mutant[] {
  const bytes = Buffer.from(source, "utf8");
  const text = (start: number, end: number): string => bytes.subarray(start, end).toString("utf8");
  const found = new Map<string, Mutant>();
  walk(ast as AstNode, (node, ancestors) => {
    const textOf = (inner: AstNode): string => text(rangeOf(inner).start, rangeOf(inner).end);
    for (const rule of RULES) {
      for (const { operator, start, end, replacement } of rule(node, textOf, ancestors)) {
        const original = text(start, end);
        const key = `${start}-${end}-${replacement}`;
        if (original === replacement || found.has(key)) continue;
        const id = createHash("sha256").update(`${file}\n${source}\n${key}`).digest("hex").slice(0, 16);
        found.set(key, {
          id,
          file,
          line: text(0, start).split("\n").length,
          operator,
          start,
          end,
          original,
          replacement,
        });
      }
    }
  });
  return [...found.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The source with the change made. */
export function applyMutant(source: string, { start, end, replacement }: Mutant): string {
  const bytes = Buffer.from(source, "utf8");
  return Buffer.concat([bytes.subarray(0, start), Buffer.from(replacement, "utf8"), bytes.subarray(end)]).toString(
    "utf8",
  );
}
