import { z } from "zod";
import { addressSchema, hex32Schema } from "../../primitives/hex-schemas.ts";
import type { NoveltyDelta } from "../../scoring/novelty.ts";
import { corruptDatabase } from "./database-error.ts";

const FINGERPRINT_BYTES = 8;
const LENGTH_BYTES = 4;

const integer = z.number().int().safe();
const head = z
  .object({
    cluster: hex32Schema,
    days: z.array(z.object({ day: integer, base: integer.min(0), paid: integer.min(0) }).strict()),
    mail: z.object({ id: hex32Schema, cluster: hex32Schema, owner: addressSchema }).strict().nullable(),
  })
  .strict();

/** A delta in bytes: a JSON text behind its length, then the fingerprints as 64-bit floating-point numbers, little-endian. */
export function encodeDelta({ fingerprints, cluster, days, mail }: NoveltyDelta): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify({ cluster, days, mail: mail ?? null }));
  const start = LENGTH_BYTES + text.length;
  const bytes = new Uint8Array(start + FINGERPRINT_BYTES * fingerprints.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, text.length, true);
  bytes.set(text, LENGTH_BYTES);
  for (const [index, fingerprint] of fingerprints.entries()) {
    view.setFloat64(start + FINGERPRINT_BYTES * index, fingerprint, true);
  }
  return bytes;
}

/** The reverse of {@link encodeDelta}. @throws {InvalidInputError} `VALIDATOR_DATABASE_CORRUPT`. */
export function decodeDelta(bytes: Uint8Array): NoveltyDelta {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = bytes.length < LENGTH_BYTES ? Number.NaN : LENGTH_BYTES + view.getUint32(0, true);
  const count = (bytes.length - start) / FINGERPRINT_BYTES;
  const told = Number.isSafeInteger(count) && count >= 0 ? readHead(bytes.subarray(LENGTH_BYTES, start)) : undefined;
  if (told === undefined) throw corruptDatabase("NOVELTY_DELTA");
  const fingerprints = Array.from({ length: count }, (_, index) =>
    view.getFloat64(start + FINGERPRINT_BYTES * index, true),
  );
  if (!fingerprints.every((value) => Number.isSafeInteger(value) && value >= 0)) throw corruptDatabase("NOVELTY_DELTA");
  const { cluster, days, mail } = told;
  return { fingerprints, cluster, days, ...(mail === null ? {} : { mail }) };
}

function readHead(bytes: Uint8Array): z.infer<typeof head> | undefined {
  try {
    return head.safeParse(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes))).data;
  } catch {
    return undefined;
  }
}
