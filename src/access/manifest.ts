import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { InvalidInputError } from "../primitives/errors.ts";
import { addressSchema, hex32Schema } from "../primitives/hex-schemas.ts";
import type { Address, Hex32 } from "../primitives/identifiers.ts";
import { savePrivateFile } from "../storage/private-file.ts";

/** What stands in `format`; another value is another version and refused. */
const MANIFEST_FORMAT = "granted-archives-v1";

/** The name of the manifest in the folder that a fetch fills. */
export const MANIFEST_FILE = "manifest.json";

/** A validator's key service that was asked in vain, and what came of it. */
export type InVain = { readonly validator: Address; readonly code: string };

/** What a fetch knows about one version of a contribution. */
export type ManifestEntry = {
  readonly contributionId: Hex32;
  readonly version: number;
} & (
  | { readonly status: "waiting" }
  | {
      readonly status: "done";
      /** Below the folder of the manifest, with slashes. */
      readonly file: string;
      /** Of the archive as it lies there. */
      readonly sha256: Hex32;
      readonly size: number;
      /** Whose key opened it. */
      readonly validator: Address;
    }
  | {
      /** `refused` will not change by itself; `failed` may go better at the next try. */
      readonly status: "refused" | "failed";
      readonly code: string;
      readonly inVain: readonly InVain[];
    }
);

/** An archive in the folder that may no longer be read, and why: its user has to delete it. */
export type ToDelete = {
  readonly contributionId: Hex32;
  readonly version: number;
  readonly file: string;
  readonly code: string;
};

/** What lies in a folder of archives that were fetched with a grant, and what does not and why. */
export type Manifest = {
  readonly chainId: number;
  readonly access: Address;
  readonly grantId: number;
  /** SHA-256 of the conditions that go for all of it. */
  readonly policyHash: Hex32;
  /** The final block at which its scope was read. */
  readonly block: { readonly number: number; readonly hash: Hex32 };
  readonly contributions: readonly ManifestEntry[];
  readonly toDelete: readonly ToDelete[];
};

const code = z.string().regex(/^[A-Z][A-Z0-9_]{1,63}$/);
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const named = { contributionId: hex32Schema, version: count };
const inVain = z.array(z.object({ validator: addressSchema, code }).strict());
const entry = z.discriminatedUnion("status", [
  z.object({ ...named, status: z.literal("waiting") }).strict(),
  z
    .object({
      ...named,
      status: z.literal("done"),
      file: z.string(),
      sha256: hex32Schema,
      size: count,
      validator: addressSchema,
    })
    .strict(),
  z.object({ ...named, status: z.literal("refused"), code, inVain }).strict(),
  z.object({ ...named, status: z.literal("failed"), code, inVain }).strict(),
]);
const manifest = z
  .object({
    format: z.literal(MANIFEST_FORMAT),
    chainId: count,
    access: addressSchema,
    grantId: count,
    policyHash: hex32Schema,
    block: z.object({ number: count, hash: hex32Schema }).strict(),
    contributions: z.array(entry).refine(hasOwnFiles),
    toDelete: z.array(z.object({ ...named, file: z.string(), code }).strict()).refine(hasOwnFiles),
  })
  .strict();

/** Where the archive of a version lies, below the folder of the manifest. */
export function archiveFile({ contributionId, version }: Pick<ManifestEntry, "contributionId" | "version">): string {
  return `${contributionId}/v${version}.zip`;
}

/**
 * Reads the manifest of a folder; nothing when there is none yet.
 *
 * @throws {InvalidInputError} `ACCESS_BAD_MANIFEST` when it is another document: somebody else's file is not overwritten.
 */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  const text = await readFile(join(folder, MANIFEST_FILE), "utf8").catch((cause: unknown) => {
    const { code: errno } = cause as NodeJS.ErrnoException;
    if (errno === "ENOENT" || errno === "ENOTDIR") return undefined;
    throw badManifest(cause);
  });
  if (text === undefined) return undefined;
  try {
    return manifest.parse(JSON.parse(text));
  } catch (cause) {
    throw badManifest(cause);
  }
}

/** Puts a manifest into a folder, in the place of the one that is there, wholly or not at all. */
export async function saveManifest(folder: string, document: Manifest): Promise<void> {
  const text = `${JSON.stringify({ format: MANIFEST_FORMAT, ...document }, undefined, 2)}\n`;
  await savePrivateFile(join(folder, MANIFEST_FILE), new TextEncoder().encode(text));
}

/** The names of files follow from what they hold, so that a manifest can point at nothing else. */
function hasOwnFiles(entries: readonly (Pick<ManifestEntry, "contributionId" | "version"> & { file?: string })[]) {
  return entries.every((item) => item.file === undefined || item.file === archiveFile(item));
}

function badManifest(cause: unknown): InvalidInputError {
  return new InvalidInputError("ACCESS_BAD_MANIFEST", `Expected ${MANIFEST_FILE} to be of an earlier fetch, or none.`, {
    cause,
    hint: "Choose another folder, or move that file away.",
  });
}
