import { expect } from "chai";
import { createHash } from "node:crypto";
import { defaultLimits } from "../../src/export/archive-limits.ts";
import { splitJson } from "../../src/export/json-splitter.ts";
import { CollectiveError } from "../../src/primitives/errors.ts";
import { isDeep } from "../helpers/is-deep.ts";
import type { HostileFile } from "./hostile-file.ts";
import { backtracking, keys, numbers, orders, sizes, texts, trees } from "./json-files.ts";

const KIBIBYTE = 2 ** 10;
/** Those of `blobChunks` and of the inflater among them. */
const CHUNKS = [256, 512, 1024].map((kibibytes) => kibibytes * KIBIBYTE);
const FINE_BYTES = 64 * KIBIBYTE;
/** Larger ones are cut in one way alone, and in every one by `npm run test:deep`. */
const LARGE_BYTES = 4 * KIBIBYTE * KIBIBYTE;

async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Byte by byte a large file takes minutes: beyond 64 KiB only its end is cut so. */
async function* cutFinely(bytes: Uint8Array, atFront: number, atEnd: number): AsyncGenerator<Uint8Array> {
  const end = Math.max(FINE_BYTES, bytes.length - FINE_BYTES);
  yield* cut(bytes.subarray(0, FINE_BYTES), atFront);
  yield* cut(bytes.subarray(FINE_BYTES, end), FINE_BYTES);
  yield* cut(bytes.subarray(end), atEnd);
}

/** What a validator that unpacks in such chunks would read, in one line. */
async function outcomeOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash("sha256");
  const bad: string[] = [];
  let elements = 0;
  try {
    for await (const element of splitJson(chunks, defaultLimits)) {
      elements += 1;
      if (element.kind === "bad") bad.push(element.reason);
      hash.update(element.kind === "bad" ? element.reason : JSON.stringify(element.value));
    }
  } catch (error) {
    if (!(error instanceof CollectiveError)) throw error;
    bad.push(error.code);
  }
  return `${elements} elements, ${bad.join()}, ${hash.digest("hex")}`;
}

const byHand: readonly HostileFile[] = [
  ["sixty blanks behind the key", `{"conversations":${" ".repeat(60)}[{"id":"a"}]}`],
  ["sixty blanks in front of the colon", `{"conversations"${" ".repeat(60)}:[{"id":"a"}]}`],
  ["a long string in front", `{"pad":"${"x".repeat(24 * KIBIBYTE * KIBIBYTE)}","conversations":[{"id":"a"}]}`],
  ["a long string around it", `{"pad":"${"x".repeat(24 * KIBIBYTE * KIBIBYTE - 40)}","conversations":[{"id":"a"}]}`],
].map(([name = "", text = ""]) => ({ name, bytes: () => new TextEncoder().encode(text), expected: "" }));

describe("chunk borders", function () {
  this.timeout(300_000);

  for (const [name, files] of Object.entries({ keys, sizes, numbers, trees, texts, backtracking, orders, byHand })) {
    it(`change nothing of what is read: ${name}`, async () => {
      for (const { name: file, bytes: make } of files) {
        const bytes = make();
        if (bytes[0] === 0x50) continue;
        const first = await outcomeOf(cut(bytes, FINE_BYTES));
        const chunks = isDeep || bytes.length <= LARGE_BYTES ? CHUNKS : CHUNKS.slice(0, 1);
        for (const size of chunks) expect(await outcomeOf(cut(bytes, size)), `${file}, ${size}`).to.equal(first);
        for (const [atFront, atEnd] of [
          [1, 7],
          [7, 1],
        ] as const) {
          expect(await outcomeOf(cutFinely(bytes, atFront, atEnd)), `${file}, ${atFront}`).to.equal(first);
        }
      }
    });
  }
});
