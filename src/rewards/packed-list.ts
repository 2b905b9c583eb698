import { compareBytesAt } from "../primitives/bytes.ts";
import { InvalidInputError } from "../primitives/errors.ts";

/** Records of one length, each beginning with the 32-byte id of a contribution; strictly ascending by id. */
export type PackedList = {
  readonly count: number;
  readonly recordBytes: number;
  readonly bytes: Uint8Array;
  /** Of {@link bytes}: offsets into both are the same. */
  readonly view: DataView;
};

/** Bytes of the id at the beginning of a record. */
export const ID_BYTES = 32;

/**
 * Takes whole records as a list, without copying them; `what` names them in errors.
 *
 * @throws {InvalidInputError} `REWARDS_DUPLICATE` when an id comes twice, `REWARDS_NOT_ASCENDING` when one comes behind a
 * larger one.
 */
export function readPacked(bytes: Uint8Array, recordBytes: number, what: string): PackedList {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const list = { count: bytes.length / recordBytes, recordBytes, bytes, view };
  for (let index = 1; index < list.count; index++) {
    const order = compareIds(list, index - 1, list, index);
    if (order < 0) continue;
    const code = order === 0 ? "REWARDS_DUPLICATE" : "REWARDS_NOT_ASCENDING";
    throw new InvalidInputError(code, `Expected ${what} to strictly ascend by id.`, {
      context: { what, index },
      hint: "Name each contribution once, in ascending order.",
    });
  }
  return list;
}

/** Orders the id of record `indexA` of `a` against that of record `indexB` of `b`; both must exist. */
function compareIds(a: PackedList, indexA: number, b: PackedList, indexB: number): number {
  return compareBytesAt(a.bytes, indexA * a.recordBytes, b.bytes, indexB * b.recordBytes, ID_BYTES);
}

/** Walks through a list beside another ascending one: {@link find} must be asked for ascending ids. */
export class PackedCursor {
  readonly #list: PackedList;
  #index = 0;

  constructor(list: PackedList) {
    this.#list = list;
  }

  /** The index of the record with the id of record `index` of `other`, or −1. */
  find(other: PackedList, index: number): number {
    while (this.#index < this.#list.count) {
      const order = compareIds(this.#list, this.#index, other, index);
      if (order === 0) return this.#index;
      if (order > 0) return -1;
      this.#index++;
    }
    return -1;
  }
}
