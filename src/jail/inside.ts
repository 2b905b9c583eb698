import { refuseNetwork } from "./refuse-network.ts";

/** The jailed program's own side of `run-in-jail.ts`: reports that it is loaded and hands out its input. */
export function enterJail(): AsyncIterable<Uint8Array> {
  const input = process.stdin as AsyncIterable<Uint8Array>;
  refuseNetwork();
  process.stdout.write(Uint8Array.of(1));
  return input;
}

/** Gives the answer; the process ends by itself after it. */
export function answer(bytes: Uint8Array): void {
  process.stdout.write(bytes);
}

/**
 * The whole of `pieces` as a Blob. Each piece becomes a Blob of its own at once: a Blob copies what it is made of, and
 * making one of all pieces at the end would need twice the memory.
 */
export async function gatherBlob(pieces: AsyncIterable<Uint8Array>): Promise<Blob> {
  const parts: Blob[] = [];
  for await (const piece of pieces) parts.push(new Blob([new Uint8Array(piece)]));
  return new Blob(parts);
}
