import { CollectiveError, InvalidInputError } from "../primitives/errors.ts";
import { deleteIncomplete } from "./blob-errors.ts";
import { elementsOf, type S3Client } from "./s3-client.ts";

/** What a list consists of. */
const LISTS = {
  versions: { items: /<(Version|DeleteMarker)>(.*?)<\/\1>/gs, id: "VersionId" },
  uploads: { items: /<(Upload)>(.*?)<\/\1>/gs, id: "UploadId" },
} as const;
/** What services answer that do not know a kind of list. */
const UNKNOWN: readonly number[] = [400, 404, 405, 501];
/** What a service answers to somebody who may not see the list. */
const DENIED: readonly number[] = [401, 403];

/**
 * Deletes all that a bucket holds of the object `key`: each version of it, where versions are kept, and each upload of it
 * that was begun and never finished. Nothing to delete is no failure.
 *
 * @throws {RetryableError} `STORAGE_DELETE_INCOMPLETE` when the service may keep something and does not say, or does not
 * allow to delete it; and what sending requests throws.
 */
export async function deleteObject(client: S3Client, key: string): Promise<void> {
  const versions = await list(client, key, "versions");
  // The newest one last: until then the object is still seen to be there.
  for (const versionId of versions.ids.toReversed()) await remove(client, key, { versionId });
  if (versions.kind !== "complete") await remove(client, key, {});
  const uploads = await list(client, key, "uploads");
  for (const uploadId of uploads.ids) await remove(client, key, { uploadId });
  if (versions.kind === "denied") throw deleteIncomplete(["older versions in the bucket"], versions.cause);
  if (uploads.kind === "denied") throw deleteIncomplete(["unfinished uploads in the bucket"], uploads.cause);
}

async function remove(client: S3Client, key: string, query: Readonly<Record<string, string>>): Promise<void> {
  try {
    await client.sendForText({ method: "DELETE", key, query });
  } catch (error) {
    if (statusOf(error) === 404 && !isAboutBucket(error)) return;
    // A lock on the object, or a right that is missing: deleting it was refused, so it is still there.
    if (error instanceof InvalidInputError && !isAboutBucket(error))
      throw deleteIncomplete(["the object in the bucket"], error);
    throw error;
  }
}

type Kind = keyof typeof LISTS;
type List = { readonly ids: readonly string[] } & (
  { readonly kind: "complete" | "unknown" } | { readonly kind: "denied"; readonly cause: unknown }
);

/** Lists what there is of exactly `key`, newest first; `unknown` when the service has no such lists. */
async function list(client: S3Client, key: string, what: Kind): Promise<List> {
  const ids: string[] = [];
  let after: Readonly<Record<string, string>> = {};
  try {
    for (;;) {
      const { text } = await client.sendForText({ method: "GET", query: { [what]: "", prefix: key, ...after } });
      // A service that takes no notice of the question lists objects instead.
      if (!/<List(?:Versions|MultipartUploads)Result[\s>]/.test(text)) return { kind: "unknown", ids: [] };
      ids.push(...idsOf(text, key, what));
      if (elementsOf(text, "IsTruncated")[0] !== "true") return { kind: "complete", ids };
      after = markersOf(text);
    }
  } catch (cause) {
    if (isAboutBucket(cause)) throw cause;
    if (UNKNOWN.includes(statusOf(cause))) return { kind: "unknown", ids: [] };
    if (DENIED.includes(statusOf(cause))) return { kind: "denied", ids: [], cause };
    throw cause;
  }
}

function idsOf(text: string, key: string, what: Kind): string[] {
  const { items, id } = LISTS[what];
  const own = [...text.matchAll(items)].filter(([, , inside = ""]) => elementsOf(inside, "Key")[0] === key);
  return own.flatMap(([, , inside = ""]) => elementsOf(inside, id).slice(0, 1));
}

/** Where a list goes on: `NextKeyMarker` becomes `key-marker`, and so on. */
function markersOf(text: string): Record<string, string> {
  const names = {
    "key-marker": "NextKeyMarker",
    "version-id-marker": "NextVersionIdMarker",
    "upload-id-marker": "NextUploadIdMarker",
  };
  const found = Object.entries(names).map(([name, element]) => [name, elementsOf(text, element)[0]] as const);
  return Object.fromEntries(found.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function statusOf(error: unknown): number {
  return error instanceof CollectiveError ? Number(error.context.status ?? 0) : 0;
}

function isAboutBucket(error: unknown): boolean {
  return error instanceof CollectiveError && error.code === "STORAGE_NO_BUCKET";
}
