import { createHash } from "node:crypto";
import type { Hex32 } from "../primitives/identifiers.ts";
import { hashMismatch } from "./blob-errors.ts";

/**
 * Passes `stream` on as fast as its reader asks, and fails with `STORAGE_HASH_MISMATCH` at its end when the bytes are not
 * the ones named by `sha256`.
 */
export function verifiedStream(stream: ReadableStream<Uint8Array>, sha256: Hex32): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  const hash = createHash("sha256");
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (!done) {
          hash.update(value);
          controller.enqueue(value);
        } else if (`0x${hash.digest("hex")}` === sha256) controller.close();
        else throw hashMismatch(sha256);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
