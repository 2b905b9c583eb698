import fs from "node:fs/promises";
import { join } from "node:path";
import { InvalidInputError } from "../primitives/errors.ts";
import { toAddress, toHex32, type Address, type Hex32 } from "../primitives/identifiers.ts";
import { makeFolder, onDisk, syncFolder, unless } from "../storage/disk.ts";
import type { DeletableVersion } from "./delete-everywhere.ts";

/** Versions of a contribution that are to leave the stores, as soon as the chain says so. */
export type PendingDeletion = {
  readonly chainId: number;
  readonly registry: Address;
  readonly contributionId: Hex32;
  /** The version that takes the place of these; null when the contribution is removed as a whole. */
  readonly replacedBy: number | null;
  readonly versions: readonly DeletableVersion[];
  /** Addresses of the stores that may still hold something. */
  readonly stores: readonly string[];
};

/** Deletions that were decided and not finished, one small file each, so that neither a crash nor a dead store forgets one. */
export type DeletionJournal = {
  /** All of them, by file name. */
  readonly read: () => Promise<PendingDeletion[]>;
  /** Writes one down, in the place of an earlier state of the same. */
  readonly write: (deletion: PendingDeletion) => Promise<void>;
  /** Strikes out one that is finished. */
  readonly remove: (deletion: PendingDeletion) => Promise<void>;
};

const FORMAT = "pending-deletion-v1";
const FILE = /^\d+-0x[0-9a-f]{64}(?:-v\d+)?\.json$/;

/** The journal in `folder`, which is made when the first deletion is written down. */
export function openDeletionJournal(folder: string): DeletionJournal {
  return {
    read: async () => {
      const names = await onDisk("read", () => unless(["ENOENT"], () => fs.readdir(folder)));
      const own = (names ?? []).filter((name) => FILE.test(name)).sort();
      return Promise.all(own.map((name) => readEntry(folder, name)));
    },
    write: async (deletion) => {
      const path = join(folder, nameOf(deletion));
      await onDisk("write", async () => {
        await makeFolder(fs, folder);
        await fs.writeFile(`${path}.new`, `${JSON.stringify({ format: FORMAT, ...deletion }, null, 2)}\n`, {
          mode: 0o600,
          flush: true,
        });
        await fs.rename(`${path}.new`, path);
        await syncFolder(fs, folder);
      });
    },
    remove: async (deletion) => {
      await onDisk("write", () => fs.rm(join(folder, nameOf(deletion)), { force: true }));
    },
  };
}

function nameOf({ chainId, contributionId, replacedBy }: PendingDeletion): string {
  return `${chainId}-${contributionId}${replacedBy === null ? "" : `-v${replacedBy}`}.json`;
}

async function readEntry(folder: string, name: string): Promise<PendingDeletion> {
  const text = await onDisk("read", () => fs.readFile(join(folder, name), "utf8"));
  try {
    return parseEntry(JSON.parse(text) as Record<string, unknown>);
  } catch (cause) {
    throw new InvalidInputError(
      "CONTRIBUTOR_BAD_JOURNAL",
      `Expected a pending deletion in ${name}, got something else.`,
      {
        cause,
        hint: "It is in the journal's folder. Move it away if it is not yours; what it named may still be stored.",
      },
    );
  }
}

function parseEntry(entry: Record<string, unknown>): PendingDeletion {
  const { format, chainId, registry, contributionId, replacedBy, versions, stores } = entry;
  if (format !== FORMAT) throw new Error("another format");
  return {
    chainId: toCount(chainId),
    registry: toAddress(String(registry)),
    contributionId: toHex32(String(contributionId)),
    replacedBy: replacedBy === null ? null : toCount(replacedBy),
    versions: toList(versions).map((version) => {
      const { uri, ciphertextHash, blobs } = version as Record<string, unknown>;
      const known = blobs === null ? null : toList(blobs).map((sha256) => toHex32(String(sha256)));
      return { uri: toText(uri), ciphertextHash: toHex32(String(ciphertextHash)), blobs: known };
    }),
    stores: toList(stores).map(toText),
  };
}

function toCount(value: unknown): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) throw new Error("not a count");
  return value;
}

function toText(value: unknown): string {
  if (typeof value !== "string") throw new Error("not a text");
  return value;
}

function toList(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error("not a list");
  return value as readonly unknown[];
}
