import { keccak256 } from "../../primitives/hash.ts";
import { bytesToHex, hexToBytes, type Hex } from "../../primitives/bytes.ts";

/** A state variable, or a member of one. `slot` counts from the start of what it belongs to. */
export type Variable = {
  readonly slot: number;
  /** Bytes from the low end of the slot. */
  readonly offset: number;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly members: readonly Variable[];
};

/** A variable, and its whole name: that of what it belongs to, with keys and numbers, in front of its own. */
export type NamedPart = { readonly path: string; readonly part: Variable };

const LINE = /^( *)(\d+)\+(\d+) (\w+): (.+) \((\d+)\)$/;

/** Reads a contract's layout as `scripts/checks/storage-layout.ts` writes it: one line per variable, members further in. */
export function parseLayout(lines: readonly string[]): Variable[] {
  const root: Variable[] = [];
  const open: { readonly indent: number; readonly members: Variable[] }[] = [{ indent: -1, members: root }];
  for (const line of lines) {
    const [, indent = "", slot, offset, name = "", type = "", bytes] = LINE.exec(line) ?? [];
    const members: Variable[] = [];
    while ((open.at(-1)?.indent ?? -1) >= indent.length) open.pop();
    open
      .at(-1)
      ?.members.push({ slot: Number(slot), offset: Number(offset), name, type, bytes: Number(bytes), members });
    open.push({ indent: indent.length, members });
  }
  return root;
}

/** The slot of an entry of the mapping at `slot`, by its key as a word of 32 bytes. */
export function entrySlot(slot: bigint, key: Hex): bigint {
  return toNumber(keccak256(hexToBytes(`0x${key.slice(2)}${toWord(slot).slice(2)}`)));
}

/** The slot at which the elements of the dynamic array, or the bytes of the long text, at `slot` begin. */
export function elementsSlot(slot: bigint): bigint {
  return toNumber(keccak256(hexToBytes(toWord(slot))));
}

/** A whole number as a word of 32 bytes. */
export function toWord(value: bigint): Hex {
  return `0x${value.toString(16).padStart(64, "0")}`;
}

function toNumber(bytes: Uint8Array): bigint {
  return BigInt(bytesToHex(bytes));
}
