import { createHash } from "node:crypto";

/** Hexadecimal with 0x, a number in so many bytes, or bytes. */
export type Part = string | readonly [value: number | bigint, bytes: number] | Uint8Array;

/** One after the other, big-endian. */
export function bytesOf(...parts: readonly Part[]): Buffer {
  const toBytes = (part: Part): Uint8Array => {
    if (part instanceof Uint8Array) return part;
    if (typeof part === "string") return Buffer.from(part.slice(2), "hex");
    return Buffer.from(
      BigInt(part[0])
        .toString(16)
        .padStart(2 * part[1], "0"),
      "hex",
    );
  };
  return Buffer.concat(parts.map(toBytes));
}

export function sha256(bytes: Uint8Array): string {
  return `0x${createHash("sha256").update(bytes).digest("hex")}`;
}
