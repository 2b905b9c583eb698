import { byteStream, type ByteSource } from "../primitives/byte-stream.ts";
import { CollectiveError, RetryableError } from "../primitives/errors.ts";
import type { Hex32 } from "../primitives/identifiers.ts";
import { deleteIncomplete, notFound } from "./blob-errors.ts";
import { blobPlace } from "./blob-place.ts";
import type { BlobReference, BlobStore, PutOptions } from "./blob-store.ts";
import { spool, type Spooled } from "./spool.ts";

/** A store and what a person calls it. */
export type NamedStore = { readonly name: string; readonly store: BlobStore };

/**
 * Uses several stores as one. What one of them lacks, cannot give, gives too slowly or gives wrongly comes from the next.
 *
 * A wrong byte may show at the very end only, so a blob is taken in whole from one store and checked before its reader gets
 * the first byte of it; a long one lies on this machine's disk meanwhile. A blob counts as absent, or as deleted, only when
 * every store says so.
 *
 * @param stores - in the order in which they are asked.
 * @param copies - how many of them must have a blob before it counts as stored; all are given it.
 */
export function createFallbackStore(stores: readonly NamedStore[], copies: number = stores.length): BlobStore {
  return {
    put: (source, options) => putToAll(stores, copies, source, options),
    async get(sha256) {
      if (!(await isInAny(stores, sha256))) throw notFound(sha256);
      return whenRead(() => takeIn(stores, sha256));
    },
    has: (sha256) => isInAny(stores, sha256),
    delete: (sha256) => deleteFromAll(stores, sha256),
  };
}

async function putToAll(
  stores: readonly NamedStore[],
  copies: number,
  source: ByteSource,
  options?: PutOptions,
): Promise<BlobReference> {
  const { sha256, size, blob, discard } = await spool(source, options);
  try {
    const failures = await failuresOf(stores, ({ store }) => store.put(blob, { expectedSha256: sha256 }));
    if (stores.length - failures.length >= copies) return { sha256, size };
    const names = failures.map(({ name }) => name).join(", ");
    throw new RetryableError("STORAGE_PUT_INCOMPLETE", `Expected ${copies} stores to take the blob; not: ${names}.`, {
      context: { stores: names, stored: stores.length - failures.length, copies },
      cause: causeOf(failures),
      hint: "Do it again when they answer; what is stored already does no harm.",
    });
  } finally {
    await discard();
  }
}

async function deleteFromAll(stores: readonly NamedStore[], sha256: Hex32): Promise<void> {
  blobPlace(sha256);
  const failures = await failuresOf(stores, ({ store }) => store.delete(sha256));
  if (failures.length === 0) return;
  const names = failures.map(({ name }) => name);
  throw deleteIncomplete(names, causeOf(failures));
}

async function isInAny(stores: readonly NamedStore[], sha256: Hex32): Promise<boolean> {
  blobPlace(sha256);
  const failures: unknown[] = [];
  for (const { store } of stores) {
    try {
      if (await store.has(sha256)) return true;
    } catch (error) {
      failures.push(error);
    }
  }
  // A store that did not answer may have it.
  if (failures.length > 0) throw failures[0];
  return false;
}

/** The first whole and right copy. When there is none, the error says why the blob may be there all the same. */
async function takeIn(stores: readonly NamedStore[], sha256: Hex32): Promise<Spooled> {
  let reason: unknown = notFound(sha256);
  for (const { store } of stores) {
    try {
      return await spool(await store.get(sha256), { expectedSha256: sha256 });
    } catch (error) {
      if (isNotFound(reason)) reason = error;
    }
  }
  throw reason;
}

function isNotFound(error: unknown): boolean {
  return error instanceof CollectiveError && error.code === "STORAGE_NOT_FOUND";
}

/** A stream that holds nothing until it is read, and gives back what it held at its end. */
function whenRead(take: () => Promise<Spooled>): ReadableStream<Uint8Array> {
  let taken: Spooled | undefined;
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;

  async function next(): Promise<Uint8Array | undefined> {
    taken ??= await take();
    reader ??= byteStream(taken.blob).getReader();
    return (await reader.read()).value;
  }

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const piece = await next().catch(async (error: unknown) => {
          await taken?.discard();
          throw error;
        });
        if (piece !== undefined) {
          controller.enqueue(piece);
          return;
        }
        await taken?.discard();
        controller.close();
      },
      async cancel(reason) {
        await reader?.cancel(reason);
        await taken?.discard();
      },
    },
    { highWaterMark: 0 },
  );
}

type Failure = { readonly name: string; readonly reason: unknown };

/** Does something with all stores at once and gives what went wrong, in their order. */
async function failuresOf(
  stores: readonly NamedStore[],
  action: (store: NamedStore) => Promise<unknown>,
): Promise<readonly Failure[]> {
  const failures = stores.map(async (store): Promise<Failure | undefined> => {
    try {
      await action(store);
      return undefined;
    } catch (reason) {
      return { name: store.name, reason };
    }
  });
  return (await Promise.all(failures)).filter((failure) => failure !== undefined);
}

function causeOf(failures: readonly Failure[]): unknown {
  return failures.length === 1 ? failures[0]?.reason : new AggregateError(failures.map(({ reason }) => reason));
}
