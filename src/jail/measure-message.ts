import { bytesToHex, concatBytes, hexToBytes } from "../primitives/bytes.ts";
import type { ErrorContext } from "../primitives/errors.ts";
import type { MeasuredArchive } from "../scoring/settle-archive.ts";
import type { MeasureRequest } from "./measure-zip.ts";

/** What the jailed parser answers. */
export type JailAnswer =
  | { readonly kind: "measured"; readonly archive: MeasuredArchive }
  | { readonly kind: "failed"; readonly code: string; readonly context: ErrorContext };

/** Bytes of the length in front of each JSON text: unsigned, little-endian. */
const LENGTH_BYTES = 4;

/** The request as the jail gets it in front of the zip: a JSON text behind its length. */
export function encodeRequest({ fingerprintKey, ruleset, owner, submittedAt, mailKeys }: MeasureRequest): Uint8Array {
  return withLength({ fingerprintKey: bytesToHex(fingerprintKey), ruleset, owner, submittedAt, mailKeys });
}

/** Takes the request from the front of the jail's input and gives it with the pieces behind it, which are the zip. */
export function decodeRequest(input: Iterable<Uint8Array<ArrayBuffer>>): {
  readonly request: MeasureRequest;
  readonly zip: Iterable<Uint8Array<ArrayBuffer>>;
} {
  const pieces = input[Symbol.iterator]();
  let head = new Uint8Array();
  let parts = splitLength(head);
  while (parts === null) {
    const next = pieces.next();
    if (next.done === true) throw new Error("The input of the jail ended before its request.");
    head = concatBytes(head, next.value);
    parts = splitLength(head);
  }
  const { json, rest } = parts;
  // Our own parent wrote this; it is the zip behind it that nobody trusts.
  const request = json as Omit<MeasureRequest, "fingerprintKey"> & { fingerprintKey: `0x${string}` };
  return {
    request: { ...request, fingerprintKey: hexToBytes(request.fingerprintKey) },
    zip: behind(rest, pieces),
  };
}

function* behind(
  first: Uint8Array<ArrayBuffer>,
  pieces: Iterator<Uint8Array<ArrayBuffer>>,
): Generator<Uint8Array<ArrayBuffer>> {
  yield first;
  for (let next = pieces.next(); next.done !== true; next = pieces.next()) yield next.value;
}

/**
 * An answer in bytes: a JSON text behind its length, then the fingerprints of all conversations one after another as
 * 64-bit floating-point numbers, little-endian; the JSON says how many belong to each.
 */
export function encodeAnswer(answer: JailAnswer): Uint8Array<ArrayBuffer> {
  if (answer.kind === "failed") return withLength(answer);
  const { measures, ...others } = answer.archive;
  const told = measures.map(({ id, time, volume, quality, consistency, reasons, fingerprints }) => {
    return { id, time, volume, quality, consistency, reasons, fingerprints: fingerprints.length };
  });
  const numbers = new DataView(new ArrayBuffer(8 * told.reduce((sum, { fingerprints }) => sum + fingerprints, 0)));
  let offset = 0;
  for (const { fingerprints } of measures) {
    for (const fingerprint of fingerprints) {
      numbers.setFloat64(offset, fingerprint, true);
      offset += 8;
    }
  }
  const head = withLength({ kind: "measured", archive: { measures: told, ...others } });
  return concatBytes(head, new Uint8Array(numbers.buffer));
}

/** The JSON value at the front of `bytes` and what follows it; null while it is not whole. Fails when it is not JSON. */
export function splitLength<Buffer extends ArrayBufferLike>(
  bytes: Uint8Array<Buffer>,
): { readonly json: unknown; readonly rest: Uint8Array<Buffer> } | null {
  if (bytes.length < LENGTH_BYTES) return null;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const end = LENGTH_BYTES + length;
  if (bytes.length < end) return null;
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(LENGTH_BYTES, end));
  return { json: JSON.parse(text), rest: bytes.subarray(end) };
}

function withLength(value: unknown): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(value));
  const length = new Uint8Array(LENGTH_BYTES);
  new DataView(length.buffer).setUint32(0, text.length, true);
  return concatBytes(length, text);
}
