import { readSync } from "node:fs";
import { refuseNetwork } from "./refuse-network.ts";

const STANDARD_INPUT = 0;
const PIECE_BYTES = 2 ** 18;

/**
 * The jailed program's own side of `run-in-jail.ts`: reports that it is loaded and hands out its input, in pieces that
 * hold only until the next one is asked for. One buffer serves them all: those of a stream would pile up as garbage,
 * by as much as the whole input, before the engine sees a reason to collect it.
 */
export function enterJail(): Iterable<Uint8Array<ArrayBuffer>> {
  refuseNetwork();
  process.stdout.write(Uint8Array.of(1));
  return standardInput();
}

/** What is written to this process, in pieces as {@link enterJail} says. */
export function* standardInput(): Generator<Uint8Array<ArrayBuffer>, void, undefined> {
  const buffer = new Uint8Array(PIECE_BYTES);
  for (let bytes = readSync(STANDARD_INPUT, buffer); bytes > 0; bytes = readSync(STANDARD_INPUT, buffer)) {
    yield buffer.subarray(0, bytes);
  }
}

/** Gives the answer; the process ends by itself after it. */
export function answer(bytes: Uint8Array): void {
  process.stdout.write(bytes);
}

/**
 * The whole of `pieces` as a Blob. Each piece becomes a Blob of its own at once: a Blob copies what it is made of, and
 * making one of all pieces at the end would need twice the memory.
 */
export function gatherBlob(pieces: Iterable<Uint8Array<ArrayBuffer>>): Blob {
  const parts: Blob[] = [];
  for (const piece of pieces) parts.push(new Blob([piece]));
  return new Blob(parts);
}
