import { InvariantError } from "../../../src/primitives/errors.ts";
import { childOf, childrenOf, contains, isGlobal, rangeOf, typeOf, walk, type AstNode } from "./ast.ts";
import { compile, type Sources } from "./compiler.ts";

/** A place where a contract does what ours never do. */
export type Finding = {
  readonly ban: string;
  readonly file: string;
  readonly line: number;
  /** The contract and function around it, or the file's top level. */
  readonly place: string;
  /** The first line of the code, trimmed: what an exception names, because line numbers move. */
  readonly code: string;
};

/** A place where it is right after all, with the reason. */
export type Exception = Pick<Finding, "ban" | "file" | "place" | "code"> & { readonly reason: string };

const FORBIDDEN_NAME = /multicall|erc2771|uups|proxy|proxies|initializable|upgradeable/i;
const RAW_CALL = /^t_function_(?:barecall|barecallcode|baredelegatecall|barestaticcall|send|transfer)_/;
const LOOPS = new Set(["ForStatement", "WhileStatement", "DoWhileStatement"]);

const isThis = (node: AstNode | null): boolean =>
  contains(node, ({ nodeType, name }) => nodeType === "Identifier" && name === "this");
const isTime = (node: AstNode): boolean => isGlobal(node, "block", "timestamp");
const isCallTo = (node: AstNode, member: string): boolean =>
  node.nodeType === "FunctionCall" && childOf(node, "expression")?.memberName === member;
const isDynamic = (node: AstNode): boolean => /^t_(?:string|bytes_|array\$.*\$dyn_)/.test(typeOf(node));

/** What no contract of ours does, and how to see it in the syntax tree. */
const BANS: Readonly<Record<string, (node: AstNode) => boolean>> = {
  "tx.origin": (node) => isGlobal(node, "tx", "origin"),
  "block.number": (node) => isGlobal(node, "block", "number"),
  "foreign code": (node) => /^t_function_bare(?:delegatecall|callcode)_/.test(typeOf(node)),
  selfdestruct: (node) => node.nodeType === "Identifier" && node.name === "selfdestruct",
  assembly: (node) => node.nodeType === "InlineAssembly",
  "unchecked arithmetic": (node) => node.nodeType === "UncheckedBlock",
  loop: (node) => LOOPS.has(node.nodeType),
  "low-level call": (node) => node.nodeType === "MemberAccess" && RAW_CALL.test(typeOf(node)),
  "forbidden import": (node) =>
    (node.nodeType === "ImportDirective" && FORBIDDEN_NAME.test(String(node.absolutePath))) ||
    (node.nodeType === "InheritanceSpecifier" && FORBIDDEN_NAME.test(String(childOf(node, "baseName")?.name))),
  "multi-proof": (node) =>
    /multiProof/i.test(String(node.memberName ?? (node.nodeType === "Identifier" ? node.name : ""))),
  "ambiguous encodePacked": (node) =>
    isCallTo(node, "encodePacked") && childrenOf(node, "arguments").filter(isDynamic).length >= 2,
  "own balance": (node) =>
    (node.nodeType === "MemberAccess" && node.memberName === "balance" && isThis(childOf(node, "expression"))) ||
    (isCallTo(node, "balanceOf") && childrenOf(node, "arguments").some(isThis)),
  "equality with the time": (node) =>
    node.nodeType === "BinaryOperation" && (node.operator === "==" || node.operator === "!=") && contains(node, isTime),
};

/** The names of all bans. */
export const banNames: readonly string[] = Object.keys(BANS);

/**
 * Every place of `files` that does something banned, in the order of the source.
 * @throws {InvariantError} BANS_DO_NOT_COMPILE when there is no syntax tree to look at.
 */
export function findBanned(files: readonly string[], sources: Sources): Finding[] {
  const output = compile(sources, { outputSelection: { "*": { "": ["ast"] } } });
  const error = output.errors?.find(({ severity }) => severity === "error");
  if (error !== undefined) throw new InvariantError("BANS_DO_NOT_COMPILE", error.formattedMessage ?? error.message);
  return files.flatMap((file) => {
    const bytes = Buffer.from(sources[file] ?? "", "utf8");
    const findings: Finding[] = [];
    walk(output.sources?.[file]?.ast as AstNode, (node, ancestors) => {
      for (const [ban, isBanned] of Object.entries(BANS)) {
        if (!isBanned(node)) continue;
        const { start } = rangeOf(node);
        const line = bytes.subarray(0, start).toString("utf8").split("\n").length;
        const code = (sources[file] ?? "").split("\n")[line - 1]?.trim() ?? "";
        findings.push({ ban, file, line, place: placeOf(ancestors), code });
      }
    });
    return findings;
  });
}

/** Findings without an exception, and exceptions without a finding. */
export function judge(
  findings: readonly Finding[],
  exceptions: readonly Exception[],
): { readonly banned: readonly Finding[]; readonly stale: readonly Exception[] } {
  const isSame = (a: Omit<Exception, "reason">, b: Omit<Exception, "reason">): boolean =>
    a.ban === b.ban && a.file === b.file && a.place === b.place && a.code === b.code;
  return {
    banned: findings.filter((finding) => !exceptions.some((exception) => isSame(exception, finding))),
    stale: exceptions.filter((exception) => !findings.some((finding) => isSame(exception, finding))),
  };
}

function placeOf(ancestors: readonly AstNode[]): string {
  const named = ancestors.filter(({ nodeType }) => /^(?:Contract|Function|Modifier)Definition$/.test(nodeType));
  return named.map(({ name, kind }) => String(name === "" ? kind : name)).join(".");
}
