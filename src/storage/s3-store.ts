import type { ByteSource } from "../primitives/byte-stream.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import type { Hex32 } from "../primitives/identifiers.ts";
import { notFound } from "./blob-errors.ts";
import { blobPlace } from "./blob-place.ts";
import type { BlobReference, BlobStore, PutOptions } from "./blob-store.ts";
import type { Patience } from "./ask-host.ts";
import { createS3Client, s3Failure, type S3Client, type S3Credentials, type S3Place } from "./s3-client.ts";
import { deleteObject } from "./s3-delete.ts";
import { PART_SIZE, uploadInParts } from "./s3-parts.ts";
import { spool } from "./spool.ts";
import { verifiedStream } from "./verified-stream.ts";

/**
 * Uses a bucket of an S3 service as a blob store. A blob is the object `<prefix>/<first two digits>/<64 digits>`.
 *
 * Its hash is known before anything is sent and is part of the signature, so the service itself refuses other bytes. An
 * object appears when its last byte has arrived, by S3's own rules; a long one goes in parts, and these are given up when
 * one of them fails. Removing an object removes all its versions and unfinished uploads.
 */
export function createS3Store(place: S3Place, credentials: S3Credentials, patience?: Patience): BlobStore {
  const client = createS3Client(place, credentials, patience);
  const keyOf = (sha256: Hex32): string => (place.prefix === "" ? "" : `${place.prefix}/`) + blobPlace(sha256);

  async function put(source: ByteSource, options?: PutOptions): Promise<BlobReference> {
    const { sha256, size, blob, discard } = await spool(source, options);
    try {
      const key = keyOf(sha256);
      if (size > PART_SIZE) await uploadInParts(client, key, blob);
      else await client.sendForText({ method: "PUT", key, content: { bytes: blob, sha256: sha256.slice(2) } });
      return { sha256, size };
    } finally {
      await discard();
    }
  }

  async function get(sha256: Hex32): Promise<ReadableStream<Uint8Array>> {
    const request = { method: "GET", key: keyOf(sha256) } as const;
    const { status, body } = await client.send(request);
    if (status === 200) return verifiedStream(body, sha256);
    const text = await new Response(body).text();
    const error = s3Failure(request, status, text);
    throw status === 404 && !isAboutBucket(error) ? notFound(sha256) : error;
  }

  async function has(sha256: Hex32): Promise<boolean> {
    const request = { method: "HEAD", key: keyOf(sha256) } as const;
    const { status, body } = await client.send(request);
    await body.cancel();
    if (status === 200) return true;
    if (status !== 404) throw s3Failure(request, status, "");
    await requireBucket(client);
    return false;
  }

  return { put, get, has, delete: (sha256) => deleteObject(client, keyOf(sha256)) };
}

/** An answer without a body cannot say which of the two is missing; a misspelt bucket must not look like a removed blob. */
async function requireBucket(client: S3Client): Promise<void> {
  const { status, body } = await client.send({ method: "HEAD" });
  await body.cancel();
  if (status === 404) throw s3Failure({ method: "HEAD" }, status, "<Code>NoSuchBucket</Code>");
}

function isAboutBucket(error: Error): boolean {
  return error instanceof InvalidInputError && error.code === "STORAGE_NO_BUCKET";
}
