import type { Hex } from "../../primitives/bytes.ts";
import { elementsSlot, entrySlot, toWord, type NamedPart, type Variable } from "./storage-layout.ts";

/** Words that may be keys of mappings, by how they are written. Those of `inner` are tried as keys of inner mappings too. */
export type KeyCandidates = { readonly outer: ReadonlyMap<Hex, string>; readonly inner: ReadonlyMap<Hex, string> };

/** Elements of an array: so many slots each, from `start` on. */
type Elements = {
  readonly start: bigint;
  readonly size: number;
  readonly name: string;
  readonly leaves: readonly NamedPart[];
};

/** Longer arrays than this are none of ours. */
const MOST_ELEMENTS = 2n ** 32n;
const DEPTH = 2;

/**
 * Names the slots of a contract. An entry of a mapping has its key hashed away, so it is found only if its key is among the
 * candidates.
 */
export function nameSlots(
  layout: readonly Variable[],
  keys: KeyCandidates,
): (slot: bigint) => readonly NamedPart[] | null {
  const named = new Map<bigint, NamedPart[]>();
  const arrays: Elements[] = [];

  function add(slot: bigint, path: string, part: Variable): void {
    const parts = named.get(slot);
    if (parts === undefined) named.set(slot, [{ path, part }]);
    else parts.push({ path, part });
  }

  function walk(variable: Variable, slot: bigint, name: string, depth: number): void {
    const { type, members } = variable;
    if (type.startsWith("mapping(")) walkMapping(variable, slot, name, depth);
    else if (type.endsWith("[]")) {
      add(slot, `${name}.length`, { ...variable, type: "uint256", offset: 0, bytes: 32, members: [] });
      const element = { ...variable, slot: 0, type: type.slice(0, -2), offset: 0, bytes: 32, members: [] };
      const leaves = members.length > 0 ? leavesOf(members, 0, "") : [{ path: "", part: element }];
      const size = Math.max(...leaves.map(({ part }) => part.slot)) + 1;
      arrays.push({ start: elementsSlot(slot), size, name, leaves });
    } else if (type === "string" || type === "bytes") {
      add(slot, name, variable);
      const leaves = [{ path: " (text)", part: { ...variable, slot: 0, type: "bytes32" } }];
      arrays.push({ start: elementsSlot(slot), size: 1, name, leaves });
    } else if (members.length > 0) {
      for (const member of members) walk(member, slot + BigInt(member.slot), `${name}.${member.name}`, depth);
    } else add(slot, name, variable);
  }

  function walkMapping(variable: Variable, slot: bigint, name: string, depth: number): void {
    if (depth === DEPTH) return;
    const valueType = /^mapping\([^=]*=> (.*)\)$/.exec(variable.type)?.[1] ?? "";
    for (const [key, written] of depth === 0 ? keys.outer : keys.inner) {
      const entry = entrySlot(slot, key);
      // A struct behind it has its members here, and an inner mapping is one more of the same kind.
      walk(
        { ...variable, type: valueType, offset: 0, bytes: sizeOf(valueType) },
        entry,
        `${name}[${written}]`,
        depth + 1,
      );
    }
  }

  for (const variable of layout) walk(variable, BigInt(variable.slot), variable.name, 0);
  return (slot) => named.get(slot) ?? elementAt(arrays, slot);
}

/** The variables in a struct that are no structs themselves, with their slots counted from its start. */
function leavesOf(members: readonly Variable[], base: number, prefix: string): NamedPart[] {
  return members.flatMap((member) => {
    const [slot, path] = [base + member.slot, `${prefix}.${member.name}`];
    return member.members.length > 0 ? leavesOf(member.members, slot, path) : [{ path, part: { ...member, slot } }];
  });
}

function elementAt(arrays: readonly Elements[], slot: bigint): NamedPart[] | null {
  for (const { start, size, name, leaves } of arrays) {
    const distance = slot - start;
    if (distance < 0n || distance >= MOST_ELEMENTS) continue;
    const element = `${name}[${distance / BigInt(size)}]`;
    return leaves
      .filter(({ part }) => part.slot === Number(distance % BigInt(size)))
      .map(({ path, part }) => ({ path: `${element}${path}`, part }));
  }
  return null;
}

function sizeOf(type: string): number {
  if (type === "address" || type.startsWith("contract ")) return 20;
  if (type === "bool" || type.startsWith("enum ")) return 1;
  const bits = Number(/^u?int(\d+)$/.exec(type)?.[1] ?? 256);
  return type.startsWith("bytes") ? Number(/^bytes(\d+)$/.exec(type)?.[1] ?? 32) : bits / 8;
}

/** The part of a slot's word that a variable is, as people read it: a number, `true`, an account, or bytes. */
export function readPart(word: Hex, { type, offset, bytes }: Variable): string {
  const digits = toWord(BigInt(word)).slice(2);
  const end = digits.length - 2 * offset;
  const part = digits.slice(end - 2 * bytes, end);
  if (type === "bool") return part.endsWith("1") ? "true" : "false";
  if (type === "address" || type.startsWith("contract ")) return `0x${part}`;
  if (/^u?int/.test(type) || type.startsWith("enum ")) return BigInt(`0x${part}`).toString();
  return `0x${part}`;
}
