/** Puts a blob of argv[3] MB into the store argv[2], reads it, deletes it, and prints what that took. Needs --expose-gc. */
import { createHash } from "node:crypto";
import { openStore } from "../../../src/storage/open-store.ts";
import { streamOf } from "../../helpers/collect.ts";
import { seededBytes } from "../../helpers/seeded-bytes.ts";

const [, , address = "", megabytes = ""] = process.argv;
const piece = seededBytes(1_000_000);

/** Every piece is another one, or a store would keep one piece for all. */
function* pieces(): Generator<Uint8Array> {
  for (let i = 0; i < Number(megabytes); i++) {
    new DataView(piece.buffer).setUint32(0, i);
    yield piece;
  }
}

/** What is in use; garbage that waits to be collected says nothing about a store. */
function memoryInUse(): number {
  // Memory of buffers is given back beside the program, and counted until then; a second collection waits for the first.
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const expected = createHash("sha256");
for (const bytes of pieces()) expected.update(bytes);
const store = await openStore(address);
const before = memoryInUse();
let peak = before;
let samples = 0;
const timer = setInterval(() => {
  peak = Math.max(peak, memoryInUse());
  samples++;
}, 50);

const { sha256 } = await store.put(streamOf(pieces()));
let size = 0;
for await (const bytes of await store.get(sha256)) size += bytes.length;
await store.delete(sha256);
clearInterval(timer);
const same = sha256 === `0x${expected.digest("hex")}` && size === Number(megabytes) * piece.length;
const deleted = !(await store.has(sha256));
process.stdout.write(JSON.stringify({ same, deleted, samples, grownMegabytes: (peak - before) / 1e6 }));
