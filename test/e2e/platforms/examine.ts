import { openHasher } from "../../../src/merkle/batch-hasher.ts";
import { buildShards } from "../../../src/merkle/proof-shard.ts";
import { proveFromShard } from "../../../src/merkle/prove-from-shard.ts";
import { leafAt, packLeaves } from "../../../src/merkle/reward-leaves.ts";
import { decodeShard, encodeShard } from "../../../src/merkle/shard-file.ts";
import { buildTree, root } from "../../../src/merkle/tree.ts";
import { canonicalJson } from "../../../src/primitives/canonical-json.ts";
import { readArchive, type Archive } from "../../../src/export/read-archive.ts";
import { CollectiveError } from "../../../src/primitives/errors.ts";
import { sha256Hex } from "../../../src/primitives/hash.ts";
import { toAddress } from "../../../src/primitives/identifiers.ts";
import { ZERO_ROOT } from "../../../src/rewards/calculate-epoch.ts";
import { createNoveltyLedger } from "../../../src/scoring/novelty.ts";
import { previewScore } from "../../../src/scoring/preview-score.ts";
import { rulesetV1 } from "../../../src/scoring/ruleset.ts";
import { measureArchive } from "../../../src/scoring/score-archive.ts";
import { settleArchive } from "../../../src/scoring/settle-archive.ts";
import { shareArchive } from "../../../src/sharing/share-archive.ts";
import { toSharingPlan } from "../../../src/sharing/sharing-plan.ts";
import { generateExport } from "../../../src/synthetic/generate-export.ts";

export { exchangeKeys, openHere, sealHere } from "./seal-here.ts";

/** What runs on every platform under test: the same module in this process, in others and in a browser. */
const context = {
  ruleset: rulesetV1,
  fingerprintKey: new Uint8Array(16).fill(7),
  owner: toAddress(`0x${"1".repeat(40)}`),
  submittedAt: 1_790_000_000,
  tier: "idToken" as const,
};

/**
 * All that is made of an archive, as JSON: its text by hash, the report, the score with its fingerprints, the preview, and
 * what its owner would share of it; or the code.
 */
export async function examine(source: Blob): Promise<string> {
  try {
    const archive = await readArchive(source);
    const measured = await measureArchive(archive, context);
    const texts: string[] = [];
    for await (const conversation of archive.conversations) texts.push(hashOf(JSON.stringify(conversation)));
    const score = settleArchive(measured, createNoveltyLedger(), rulesetV1);
    const preview = previewScore(measured, rulesetV1);
    const mail = await archive.mail?.text();
    // What repeats itself more often than any export may is written, and read by nobody.
    const shared = await share(archive).catch(codeOnly);
    return JSON.stringify({ account: archive.account, report: archive.report(), texts, score, preview, mail, shared });
  } catch (error) {
    return JSON.stringify(codeOnly(error));
  }
}

function codeOnly(error: unknown): { readonly code: string } {
  if (!(error instanceof CollectiveError)) throw error;
  return { code: error.code };
}

/** What is left of an archive without what is removed by default and without two words, read out of its new zip. */
async function share(archive: Archive): Promise<unknown> {
  const { zip, report } = await shareArchive(archive, toSharingPlan({ words: ["the", "garden"] }), { examples: 2 });
  const again = await readArchive(await new Response(zip as ReadableStream<Uint8Array<ArrayBuffer>>).blob());
  const texts: string[] = [];
  for await (const { json } of again.originals) texts.push(hashOf(json));
  return { texts, report: report(), account: again.account };
}

/** The hash of an export generated here. */
export function generatedHash(): string {
  const options = { seed: 11, conversations: 3, startAt: 1_705_276_800, era: "slim" } as const;
  return sha256Hex(generateExport({ ...options, languages: ["ja", "de"] }));
}

/** The roots of a tree by each hasher, and what a claimant makes of one of its shards: all without a server. */
export function proveHere(count: number): string {
  const leaves = packLeaves(
    Array.from({ length: count }, (_, i) => ({
      account: toAddress(
        `0x${Math.floor((i * 2 ** 32) / count)
          .toString(16)
          .padStart(8, "0")}${"5a".repeat(16)}`,
      ),
      cumulativeWei: BigInt(i + 1) ** 5n,
    })),
  );
  const roots = (["simd", "scalar", "plain"] as const).map((kind) => root(buildTree(leaves, openHasher(kind))));
  const shards = [...buildShards(buildTree(leaves), 1)].map(encodeShard);
  const { account } = leafAt(leaves, count - 1);
  const proven = proveFromShard(decodeShard(shards.at(-1) ?? new Uint8Array()), account, roots[0] ?? ZERO_ROOT);
  return canonicalJson({ roots, shards: shards.map((bytes) => sha256Hex(bytes)), proven });
}

/** Where this runs, to be sure that it is where it should: minutes before UTC on a day of July, and the language. */
export function surroundings(): string {
  const minutes = new Date(Date.UTC(2024, 6, 1)).getTimezoneOffset();
  return `${minutes} ${new Intl.DateTimeFormat().resolvedOptions().locale}`;
}

function hashOf(text: string): string {
  return sha256Hex(new TextEncoder().encode(text));
}
