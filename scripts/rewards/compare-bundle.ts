import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { canonical } from "./canonical-json.ts";
import { folderOf, messageOf, readWithin, type Context } from "./differences.ts";
import { compareManifest } from "./compare-manifest.ts";
import { recordAt } from "./hash-tree.ts";
import { LEAVES, sha256, sizeOf, toHex } from "./packed-files.ts";
import { computed, lookedUp, proofsFrom, shardsOf, SHARD_HEAD_BYTES, type Shard } from "./proof-shards.ts";
import type { Rederived } from "./rederive-epoch.ts";

const EVERY_PROOF_UP_TO = 2_000;
const MOST_NAMES = 10;

/** Compares every file of the bundle with what it should be, and proves leaves from the shards as they are. */
export async function compareBundle(context: Context, derived: Rederived): Promise<void> {
  const { chain, check } = context;
  const { leavesFile, ledgerFile, manifest, records, nodes } = derived;
  const paths = manifest.inputs.scoreFiles.map(({ validator }) => `scores/${validator}.bin`);
  const mostLeaves = Math.min(chain.report.leafCount, 2 * derived.report.leafCount);
  const leaves = await compareFile(context, "leaves.bin", leavesFile, sizeOf(LEAVES, mostLeaves));
  if (leaves !== null) compareLeaves(check, leavesFile, leaves);
  await compareFile(context, "ledger.bin", ledgerFile);
  const manifestFile = Buffer.from(canonical(manifest));
  const found = await compareFile(context, "manifest.json", manifestFile);
  if (found !== null && !found.equals(manifestFile)) compareManifest(check, manifest, found);
  paths.push("leaves.bin", "ledger.bin", "manifest.json");
  for (const shard of shardsOf(chain.epoch, records, nodes)) {
    const bytes = await compareFile(context, shard.path, shard.bytes);
    if (bytes !== null) proveFrom(context, shard, bytes, derived);
    paths.push(shard.path);
  }
  await compareList(context, paths);
}

/** Reads a file and names in what it differs; null when it cannot be read. */
async function compareFile(context: Context, path: string, expected: Buffer, maxBytes = 0): Promise<Buffer | null> {
  const { chain, check } = context;
  const folder = folderOf(chain.epoch, chain.report.inputsHash);
  const found = await readWithin(context, `${folder}/${path}`, Math.max(expected.length, maxBytes));
  if (found === null || found.equals(expected)) return found;
  let differsAt = 0;
  while (differsAt < expected.length && expected[differsAt] === found[differsAt]) differsAt++;
  check(
    "FILE_BYTES",
    path,
    { bytes: expected.length, sha256: sha256(expected) },
    { bytes: found.length, differsAt, sha256: sha256(found) },
  );
  return found;
}

/** Names the first account whose amount differs; null is the amount of an account without a leaf. */
function compareLeaves(check: Context["check"], expectedFile: Buffer, foundFile: Buffer): void {
  const [expected, found] = [expectedFile.subarray(LEAVES.headBytes), foundFile.subarray(LEAVES.headBytes)];
  let i = 0;
  while (recordAt(expected, i).length > 0 && recordAt(expected, i).equals(recordAt(found, i))) i++;
  const [ours, theirs] = [leafOf(expected, i), leafOf(found, i)];
  const account = [ours, theirs].flatMap((leaf) => leaf?.account ?? []).sort()[0];
  if (account === undefined) return;
  const [expectedWei, foundWei] = [ours, theirs].map((leaf) => (leaf?.account === account ? leaf.wei : null));
  check("LEAF", account, expectedWei, foundWei);
}

type Leaf = { readonly account: string; readonly wei: bigint };

function leafOf(records: Buffer, i: number): Leaf | null {
  const record = recordAt(records, i);
  if (record.length < LEAVES.recordBytes) return null;
  return { account: toHex(record.subarray(0, 20)), wei: BigInt(toHex(record.subarray(20))) };
}

/** Proves every leaf of a small tree, or a spread of leaves of a large one; names the first of the shard that fails. */
function proveFrom({ chain, check }: Context, shard: Shard, bytes: Buffer, { nodes, records }: Rederived): void {
  const n = records.length / LEAVES.recordBytes;
  const step = Math.ceil(n / EVERY_PROOF_UP_TO);
  const hashes = bytes.equals(shard.bytes) ? lookedUp(nodes) : computed;
  const proofOf = proofsFrom(shard, bytes, n, hashes);
  for (let i = step * Math.ceil(shard.first / step); i < shard.first + shard.count; i += step) {
    const leaf = leafOf(bytes.subarray(SHARD_HEAD_BYTES), i - shard.first);
    const proof = proofOf(i);
    const isProven = leaf !== null && proof !== null && isLeaf(chain.report.root, leaf, proof);
    check("PROOF", toHex(recordAt(records, i).subarray(0, 20)), true, isProven);
    if (!isProven) return;
  }
}

function isLeaf(root: string, { account, wei }: Leaf, proof: string[]): boolean {
  return StandardMerkleTree.verify(root, ["address", "uint256"], [account, wei], proof);
}

/** Names files that are missing or that no rule asks for, as far as the source can list what it has. */
async function compareList({ chain, check, reader }: Context, paths: readonly string[]): Promise<void> {
  const folder = folderOf(chain.epoch, chain.report.inputsHash);
  const listed = await reader.list(folder).catch((error: unknown) => {
    check("UNREADABLE", folder, "a list of files", messageOf(error));
    return null;
  });
  if (listed === null) return;
  const [expected, found] = [new Set(paths), new Set(listed)];
  const missing = paths.filter((path) => !found.has(path));
  const extra = listed.filter((path) => !expected.has(path));
  for (const path of missing.slice(0, MOST_NAMES)) check("FILE_LIST", path, "a file", "none");
  for (const path of extra.slice(0, MOST_NAMES)) check("FILE_LIST", path, "none", "a file");
  if (Math.max(missing.length, extra.length) > MOST_NAMES) {
    check("FILE_LIST", folder, { missing: 0, extra: 0 }, { missing: missing.length, extra: extra.length });
  }
}
