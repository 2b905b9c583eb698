import type { ByteSource } from "../primitives/byte-stream.ts";
import { RetryableError } from "../primitives/errors.ts";
import type { Hex32 } from "../primitives/identifiers.ts";
import type { Answer } from "./ask-host.ts";
import { notFound } from "./blob-errors.ts";
import { blobPlace } from "./blob-place.ts";
import type { BlobReference, BlobStore, PutOptions } from "./blob-store.ts";
import { inBatches } from "./in-batches.ts";
import { callNode, linesOf, type FileStatus, type IpfsNode } from "./ipfs-rpc.ts";
import { spool, type Spooled } from "./spool.ts";
import { verifiedStream } from "./verified-stream.ts";

/**
 * The same pieces and the same names for them on every node, whatever its configuration: anybody can compute the CID of a
 * blob, and nodes that hold the same blob can give it to each other.
 */
const LAYOUT = { "cid-version": "1", "raw-leaves": "true", chunker: "size-1048576" };
/** Collecting looks at everything the node has, and may say nothing for long. */
const COLLECTING = { silenceMs: 600_000 };

/**
 * Uses an IPFS node through its RPC API as a blob store.
 *
 * A blob is the file `/<folder>/<first two digits>/<64 digits>` in the node's own file tree (MFS), so its SHA-256 leads to
 * it without a table of CIDs, and the node neither unpins nor collects it. Its pieces are sent first and named then, in one
 * step: what has its name is whole. Pieces of a put that failed have none, and stay until the node collects again. Removing takes the name away and has the node collect what nothing refers to any more.
 * Other nodes that fetched the pieces keep them: IPFS cannot call anything back.
 *
 * @param folder - plain names, joined by slashes.
 */
export function createIpfsStore(node: IpfsNode, folder: string): BlobStore {
  const pathOf = (sha256: Hex32): string => `/${folder}/${blobPlace(sha256)}`;
  const remove = inBatches<string>((paths) => removeAll(node, paths));

  async function put(source: ByteSource, options?: PutOptions): Promise<BlobReference> {
    const spooled = await spool(source, options);
    try {
      await add(node, pathOf(spooled.sha256), spooled);
      return { sha256: spooled.sha256, size: spooled.size };
    } finally {
      await spooled.discard();
    }
  }

  return {
    put,
    async get(sha256) {
      const answer = await callNode(node, { route: "files/read", args: [pathOf(sha256)] });
      if (answer === null) throw notFound(sha256);
      return verifiedStream(answer.body, sha256);
    },
    has: async (sha256) => (await statusOf(node, pathOf(sha256))) !== null,
    delete: async (sha256) => remove(pathOf(sha256)),
  };
}

async function add(node: IpfsNode, path: string, { blob, size }: Spooled): Promise<void> {
  // Not pinned: the name protects it, and a pin would outlive the name.
  const answer = await callNode(node, {
    route: "add",
    options: { ...LAYOUT, pin: "false", progress: "false" },
    file: blob,
  });
  const cid = (await lastLine(answer))?.Hash;
  if (typeof cid !== "string") throw lost("its name");
  await name(node, cid, path);
  const status = await statusOf(node, path);
  if (status?.cid !== cid || status.size !== size) throw lost("the blob");
}

async function name(node: IpfsNode, cid: string, path: string): Promise<void> {
  const before = await statusOf(node, path);
  if (before?.cid === cid) return;
  // Put there by something else, with other pieces, or not even this blob.
  if (before !== null) await unlink(node, path);
  try {
    const call = { route: "files/cp", args: [`/ipfs/${cid}`, path], options: { parents: "true" } };
    await lastLine(await callNode(node, call));
  } catch (error) {
    // Somebody may have put the same blob in the meantime.
    if ((await statusOf(node, path))?.cid !== cid) throw error;
  }
}

async function statusOf(node: IpfsNode, path: string): Promise<FileStatus | null> {
  const answer = await callNode(node, { route: "files/stat", args: [path] });
  if (answer === null) return null;
  const status = await lastLine(answer);
  return { size: Number(status?.Size), cid: String(status?.Hash) };
}

async function unlink(node: IpfsNode, path: string): Promise<void> {
  await lastLine(await callNode(node, { route: "files/rm", args: [path] }));
}

async function removeAll(node: IpfsNode, paths: readonly string[]): Promise<void> {
  for (const path of paths) await unlink(node, path);
  // Also when there was no name: an earlier call may have been ended just before this.
  const answer = await callNode(node, { route: "repo/gc", options: { "stream-errors": "true" }, patience: COLLECTING });
  let failed = answer === null ? 1 : 0;
  if (answer !== null) for await (const { Error: error } of linesOf(answer)) if (error) failed++;
  if (failed === 0) return;
  throw new RetryableError("STORAGE_HOST_FAILED", "Expected the IPFS node to collect what was removed.", {
    context: { failed },
    hint: "The name is gone; remove it again when the node is well, so that the pieces go as well.",
  });
}

/** The end of an answer, which is also what it comes to. */
async function lastLine(answer: Answer | null): Promise<Readonly<Record<string, unknown>> | undefined> {
  let last;
  if (answer !== null) for await (const line of linesOf(answer)) last = line;
  return last;
}

function lost(what: string): RetryableError {
  return new RetryableError(
    "STORAGE_HOST_FAILED",
    `Expected the IPFS node to keep what it was given, but ${what} is not there.`,
    {
      hint: "Do it again; look at the node's log when it stays so.",
    },
  );
}
