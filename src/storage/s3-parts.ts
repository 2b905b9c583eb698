import { createHash } from "node:crypto";
import { byteStream } from "../primitives/byte-stream.ts";
import { RetryableError } from "../primitives/errors.ts";
import { elementsOf, s3Failure, type S3Client } from "./s3-client.ts";

/** The longest blob that is sent in one piece, and the length of a part of longer ones. S3 takes parts from 5 MiB on. */
export const PART_SIZE = 8 * 1024 * 1024;
/** S3 takes 10,000 parts of one object; a longer blob, beyond 78 GiB, gets longer parts. */
const MOST_PARTS = 10_000;
const TRIES = 3;

/**
 * Sends a blob as the object `key`, part by part, each signed with its own hash. The object appears when the last step is
 * done; when a step fails, what was sent is deleted at the service.
 *
 * @throws {CollectiveError} `STORAGE_HOST_SLOW`, `STORAGE_HOST_UNREACHABLE`, `STORAGE_HOST_FAILED`, `STORAGE_HOST_REFUSED`,
 * `STORAGE_NO_BUCKET`, `STORAGE_FULL`.
 */
export async function uploadInParts(client: S3Client, key: string, blob: Blob): Promise<void> {
  const begin = { method: "POST", key, query: { uploads: "" } } as const;
  const { text } = await client.sendForText(begin);
  const [uploadId] = elementsOf(text, "UploadId");
  if (uploadId === undefined) throw s3Failure(begin, 500, text);
  try {
    const size = Math.max(PART_SIZE, Math.ceil(blob.size / MOST_PARTS));
    const tags: string[] = [];
    for (let offset = 0; offset < blob.size; offset += size) {
      tags.push(
        await sendPart(client, key, { uploadId, partNumber: `${tags.length + 1}` }, blob.slice(offset, offset + size)),
      );
    }
    const parts = tags.map((tag, i) => `<Part><PartNumber>${i + 1}</PartNumber><ETag>${escape(tag)}</ETag></Part>`);
    const bytes = `<CompleteMultipartUpload>${parts.join("")}</CompleteMultipartUpload>`;
    await client.sendForText({ method: "POST", key, query: { uploadId }, content: { bytes, sha256: sha256Of(bytes) } });
  } catch (error) {
    // The first failure is the one to report; what is left is removed with the blob, or by the bucket's own rules.
    await client.sendForText({ method: "DELETE", key, query: { uploadId } }).catch(() => undefined);
    throw error;
  }
}

async function sendPart(
  client: S3Client,
  key: string,
  query: Readonly<Record<string, string>>,
  part: Blob,
): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of byteStream(part)) hash.update(piece);
  const sha256 = hash.digest("hex");
  for (let left = TRIES - 1; ; left--) {
    try {
      const { headers } = await client.sendForText({ method: "PUT", key, query, content: { bytes: part, sha256 } });
      return headers.get("etag") ?? "";
    } catch (error) {
      // A gigabyte must not be sent anew because of one lost connection.
      if (left === 0 || !(error instanceof RetryableError)) throw error;
    }
  }
}

function sha256Of(bytes: string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
