import { amountAt, compareAccounts, leafAt, type RewardLeaves } from "../merkle/reward-leaves.ts";
import { compareBytes } from "../primitives/bytes.ts";
import { canonicalJsonBytes } from "../primitives/canonical-json.ts";
import { CollectiveError } from "../primitives/errors.ts";
import type { Address } from "../primitives/identifiers.ts";
import { manifestOf } from "../rewards/bundle.ts";
import type { EpochResult } from "../rewards/epoch-result.ts";
import { decodeLeaves, leavesFileBytes } from "../rewards/leaves-file.ts";
import type { BundleSource } from "../storage/bundle-source.ts";
import { compareReports, type DifferingField } from "./compare-reports.ts";

/** How many accounts have another amount, and the first of them; an amount is null where there is no leaf. */
export type DifferingLeaves = {
  readonly count: number;
  readonly account: Address;
  readonly ownWei: bigint | null;
  readonly publishedWei: bigint | null;
};

/** In what a published bundle differs from one's own. */
export type BundleDifference = {
  /** Files with other bytes, or that are missing or cannot be read. */
  readonly files: readonly string[];
  readonly fields: readonly DifferingField[];
  /** Null when none does, or the published ones cannot be read. */
  readonly leaves: DifferingLeaves | null;
};

/** The manifest of 208 validators takes a tenth of it. */
const MAX_MANIFEST_BYTES = 2 ** 20;
const UNREADABLE = ["STORAGE_BUNDLE_FILE_MISSING", "STORAGE_TOO_LARGE", "STORAGE_NOT_A_FILE", "STORAGE_LINK_OUTSIDE"];

/**
 * Compares what a bundle says, its manifest, leaves and ledger, with one's own calculation; null when there is no
 * difference, or no bundle. Its shards are not looked at: whoever claims checks them.
 *
 * @throws {CollectiveError} what reading from `source` rejects with, as far as that says nothing about the bundle.
 */
export async function comparePublished(
  source: BundleSource,
  folder: string,
  result: EpochResult,
): Promise<BundleDifference | null> {
  const { leavesFile, ledgerFile, report, tree } = result;
  const read = (name: string, maxBytes: number) => source.read(`${folder}/${name}`, maxBytes).catch(codeOfUnreadable);
  const manifest = await read("manifest.json", MAX_MANIFEST_BYTES);
  if (manifest === "STORAGE_BUNDLE_FILE_MISSING") return null;
  const leaves = await read("leaves.bin", leavesFileBytes(2 * tree.leaves.count));
  const ledger = await read("ledger.bin", ledgerFile.length);
  const files = [
    isSame(manifest, canonicalJsonBytes(manifestOf(result))) ? [] : "manifest.json",
    isSame(leaves, leavesFile) ? [] : "leaves.bin",
    isSame(ledger, ledgerFile) ? [] : "ledger.bin",
  ].flat();
  if (files.length === 0) return null;
  return { files, fields: compareReports(report, reportIn(manifest)), leaves: compareLeaves(tree.leaves, leaves) };
}

/** The bytes of a file, or the code of why there are none. */
type Reading = Uint8Array | string;

function codeOfUnreadable(error: unknown): string {
  if (error instanceof CollectiveError && UNREADABLE.includes(error.code)) return error.code;
  throw error;
}

function isSame(found: Reading, expected: Uint8Array): boolean {
  return typeof found !== "string" && compareBytes(found, expected) === 0;
}

function reportIn(manifest: Reading): Readonly<Record<string, unknown>> {
  if (typeof manifest === "string") return {};
  try {
    const { report } = JSON.parse(new TextDecoder().decode(manifest)) as { report?: unknown };
    return typeof report === "object" && report !== null ? (report as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function compareLeaves(own: RewardLeaves, file: Reading): DifferingLeaves | null {
  const published = decodeOrNull(file);
  if (published === null) return null;
  let count = 0;
  let first: Omit<DifferingLeaves, "count"> | null = null;
  for (const [i, j] of sideBySide(own, published)) {
    const [ownWei, publishedWei] = [amountOrNull(own, i), amountOrNull(published, j)];
    if (ownWei === publishedWei) continue;
    count++;
    first ??= { account: (i < 0 ? leafAt(published, j) : leafAt(own, i)).account, ownWei, publishedWei };
  }
  return first === null ? null : { count, ...first };
}

/** Each account of two lists once, ascending, as its index in either; −1 where it has no leaf. */
function* sideBySide(a: RewardLeaves, b: RewardLeaves): Generator<readonly [number, number]> {
  for (let i = 0, j = 0; i < a.count || j < b.count;) {
    const order = i === a.count ? 1 : j === b.count ? -1 : compareAccounts(a, i, b, j);
    yield [order <= 0 ? i++ : -1, order >= 0 ? j++ : -1];
  }
}

function amountOrNull(leaves: RewardLeaves, index: number): bigint | null {
  return index < 0 ? null : amountAt(leaves, index);
}

function decodeOrNull(file: Reading): RewardLeaves | null {
  if (typeof file === "string") return null;
  try {
    return decodeLeaves(file).leaves;
  } catch (error) {
    if (error instanceof CollectiveError) return null;
    throw error;
  }
}
