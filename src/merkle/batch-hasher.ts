import { base64ToBytes } from "../primitives/bytes.ts";
import { keccakScalarBinary } from "./keccak-scalar-binary.ts";
import { keccakSimdBinary } from "./keccak-simd-binary.ts";
import { hashPair, hashRecord, NODE_BYTES } from "./node-hash.ts";
import { RECORD_BYTES } from "./reward-leaves.ts";

/** Keccak-256 of many messages at once. Input and output must not overlap. */
export type BatchHasher = {
  /** Hashes pairs of nodes (64 bytes each) into nodes (32 bytes each), as {@link hashPair} does. */
  readonly hashPairs: (pairs: Uint8Array, nodes: Uint8Array) => void;
  /** Hashes records (36 bytes each) into leaves (32 bytes each) as {@link hashRecord} does; the last record's comes first. */
  readonly hashRecords: (records: Uint8Array, nodes: Uint8Array) => void;
};

/** WebAssembly for three messages at once in 128-bit registers, for one after another, or JavaScript alone. */
export type HasherKind = "simd" | "scalar" | "plain";

const PAIR_BYTES = 2 * NODE_BYTES;
const openers: Readonly<Record<HasherKind, () => BatchHasher>> = {
  simd: () => openWasm(keccakSimdBinary),
  scalar: () => openWasm(keccakScalarBinary),
  plain: () => plainHasher,
};
const opened = new Map<HasherKind, BatchHasher>();

/**
 * The hasher of a kind. All of them give the same bytes, which `test/src/merkle` compares; see decision 0017 for how far apart they are.
 *
 * @throws {Error} what `WebAssembly` throws where it has no SIMD, or may not be used at all.
 */
export function openHasher(kind: HasherKind): BatchHasher {
  const hasher = opened.get(kind) ?? openers[kind]();
  opened.set(kind, hasher);
  return hasher;
}

/** The fastest hasher of this engine. */
export function fastestHasher(): BatchHasher {
  for (const kind of ["simd", "scalar"] as const) {
    try {
      return openHasher(kind);
    } catch {
      // An engine without SIMD, or a page whose policy forbids WebAssembly: the next kind does the same, slower.
    }
  }
  return plainHasher;
}

const plainHasher: BatchHasher = {
  hashPairs: (pairs, nodes) => {
    for (let at = 0; at < pairs.length; at += PAIR_BYTES) {
      const second = pairs.subarray(at + NODE_BYTES, at + PAIR_BYTES);
      nodes.set(hashPair(pairs.subarray(at, at + NODE_BYTES), second), at / 2);
    }
  },
  hashRecords: (records, nodes) => {
    const leaves = { count: records.length / RECORD_BYTES, records };
    for (let index = 0; index < leaves.count; index++) {
      nodes.set(hashRecord(leaves, index), (leaves.count - 1 - index) * NODE_BYTES);
    }
  },
};

type Exports = Readonly<Record<"BATCH" | "INPUT" | "OUTPUT", WebAssembly.Global>> & {
  readonly memory: WebAssembly.Memory;
  readonly hashPairs: (count: number) => void;
  readonly hashRecords: (count: number) => void;
};

function openWasm(binary: string): BatchHasher {
  const { memory, BATCH, INPUT, OUTPUT, ...wasm } = new WebAssembly.Instance(
    new WebAssembly.Module(base64ToBytes(binary)),
  ).exports as unknown as Exports;
  const most = valueOf(BATCH);
  const input = new Uint8Array(memory.buffer, valueOf(INPUT), most * PAIR_BYTES);
  const output = new Uint8Array(memory.buffer, valueOf(OUTPUT), most * NODE_BYTES);
  return {
    hashPairs: (pairs, nodes) => {
      for (let from = 0, count; (count = Math.min(most, pairs.length / PAIR_BYTES - from)) > 0; from += count) {
        input.set(pairs.subarray(from * PAIR_BYTES, (from + count) * PAIR_BYTES));
        wasm.hashPairs(count);
        nodes.set(output.subarray(0, count * NODE_BYTES), from * NODE_BYTES);
      }
    },
    hashRecords: (records, nodes) => {
      const all = records.length / RECORD_BYTES;
      for (let from = 0, count; (count = Math.min(most, all - from)) > 0; from += count) {
        input.set(records.subarray(from * RECORD_BYTES, (from + count) * RECORD_BYTES));
        wasm.hashRecords(count);
        nodes.set(output.subarray(0, count * NODE_BYTES), (all - from - count) * NODE_BYTES);
      }
    },
  };
}

function valueOf(global: WebAssembly.Global): number {
  return global.value as number;
}
