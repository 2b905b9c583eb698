import type { Keccak } from "./flat-tree.ts";

/** Loads hash-wasm's Keccak-256, one hasher for all messages. */
export async function hashWasm(): Promise<Keccak> {
  const { createKeccak } = await import("hash-wasm");
  const hasher = await createKeccak(256);
  return (message) => hasher.init().update(message).digest("binary");
}

/** Loads the Keccak-256 of @noble/hashes. */
export async function noble(): Promise<Keccak> {
  return (await import("@noble/hashes/sha3.js")).keccak_256;
}
