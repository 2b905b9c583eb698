import { openHasher } from "../../src/merkle/batch-hasher.ts";
import { NODE_BYTES } from "../../src/merkle/node-hash.ts";
import { hashWasm, noble } from "./keccaks.ts";

/** Hashes all messages of a batch once; `last` is the hash of the last one, in hexadecimal. */
export type HashSubject = { readonly hashAll: () => void; readonly last: () => string };

/** Messages of 64 bytes; ours come as one piece of memory, the libraries' already cut. */
export type Messages = { readonly whole: Uint8Array; readonly cut: readonly Uint8Array[] };

type OneHash = Uint8Array | string;

/** Everything that is measured, by name. */
export const hashers = {
  "this, SIMD": (messages) => Promise.resolve(batched("simd", messages)),
  "this, scalar": (messages) => Promise.resolve(batched("scalar", messages)),
  "hash-wasm": async (messages) => oneByOne(await hashWasm(), messages),
  "@noble/hashes": async (messages) => oneByOne(await noble(), messages),
  ethers: async (messages) => oneByOne((await import("ethers")).keccak256, messages),
} as const satisfies Readonly<Record<string, (messages: Messages) => Promise<HashSubject>>>;

/** The name of something that hashes. */
export type HasherName = keyof typeof hashers;

function batched(kind: "simd" | "scalar", { whole }: Messages): HashSubject {
  const { hashPairs } = openHasher(kind);
  const nodes = new Uint8Array(whole.length / 2);
  return {
    hashAll: () => {
      hashPairs(whole, nodes);
    },
    last: () => hexOf(nodes.subarray(-NODE_BYTES)),
  };
}

function oneByOne(keccak: (message: Uint8Array) => OneHash, { cut }: Messages): HashSubject {
  let hash: OneHash = "";
  return {
    hashAll: () => {
      for (const message of cut) hash = keccak(message);
    },
    last: () => hexOf(hash),
  };
}

function hexOf(hash: OneHash): string {
  return typeof hash === "string" ? hash : `0x${Buffer.from(hash).toString("hex")}`;
}
