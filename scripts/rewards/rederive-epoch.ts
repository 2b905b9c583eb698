import { createHash } from "node:crypto";
import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import type { ChainFacts } from "./chain-facts.ts";

// An independent reading of docs/rewards.md: it shares no code with src/ and prefers plain to fast.

/** An account and its amount in wei, or its weight. */
export type Row = [account: string, wei: bigint];

/** One line of a score file. */
export type Score = {
  readonly contributionId: string;
  readonly version: number;
  readonly units: number;
  readonly reasons: readonly string[];
};

/** What has been counted for a contribution so far. */
export type Counted = { readonly id: string; readonly version: number; readonly lifetimeUnits: bigint };

/** What an epoch starts from: the leaves and the ledger of the last reported one. */
export type Before = { readonly rows: readonly Row[]; readonly counted: readonly Counted[] };

/** The score files used and what they say, ascending by slot. */
export type Files = { readonly used: ChainFacts["commitments"]; readonly scores: readonly (readonly Score[])[] };

/** The arguments of the Merkle library: leaf types, and leaves in the order given. */
export const LEAF = ["address", "uint256"];

/** Follows the rules from the chain, the state before and the scores to the manifest, the leaves and every shard. */
export function rederiveEpoch(chain: ChainFacts, before: Before, { used, scores }: Files) {
  const { chainId, contracts, epoch, parameters, previous } = chain;
  const inputs = {
    format: "epoch-inputs-v1",
    chainId,
    contracts,
    epoch,
    snapshotBlock: chain.snapshotBlock,
    parameters,
    remainingWei: chain.remainingWei,
    revenue: by((r) => r.purpose, chain.revenue),
    quorum: Math.floor((2 * chain.validators.length) / 3) + 1,
    validators: by((v) => v.slot, chain.validators),
    scoreFiles: used,
    contributions: by((c) => c.id, chain.contributions),
    previous,
    previousCounted: before.counted,
    rewardedValidators: by((account) => account, chain.rewardedValidators),
  };
  const { newly, counted } = count(inputs, scores);
  const { payments, ...money } = allocate(inputs, newly, counted);
  const emissionWei = sum(payments);
  const rows = total([...before.rows, ...payments]);
  const nodes = StandardMerkleTree.of(rows, LEAF, { sortLeaves: false }).dump().tree;
  const root = nodes[0] ?? "";
  const header = [text("CDCLEAF1"), uint(chainId, 8), hex(contracts.distributor), uint(epoch, 8), uint(rows.length, 4)];
  const leavesFile = Buffer.concat([...header, hex(root), ...rows.map(record)]);
  const report: ChainFacts["report"] = {
    root,
    totalCumulative: sum(rows),
    leafCount: rows.length,
    filesBitmap: used.reduce((bitmap, { slot }) => bitmap + 2n ** BigInt(slot), 0n),
    inputsHash: sha256(text(canonical(inputs))),
    artifactHash: sha256(leavesFile),
    rulesetHash: parameters.rulesetHash,
    prevRoot: previous?.root ?? `0x${"00".repeat(32)}`,
  };
  const totals = { ...money, emissionWei, paidAccounts: total(payments).length };
  const manifest = { format: "reward-bundle-v1", inputs, counted: newly, totals, report };
  return { emissionWei, leavesFile, manifest, nodes, report, rows };
}

/** Counts a contribution when a quorum of files states the same units for its version, and each version only once. */
export function count(
  inputs: Pick<ChainFacts, "contributions" | "quorum"> & { readonly previousCounted: readonly Counted[] },
  files: Files["scores"],
) {
  const statements = files.map((scores) => new Map(scores.map((score) => [score.contributionId, score])));
  const before = new Map(inputs.previousCounted.map((entry) => [entry.id, entry]));
  const newly: { id: string; owner: string; version: number; units: number }[] = [];
  const counted: Counted[] = [];
  for (const { id, owner, version } of inputs.contributions) {
    const last = before.get(id);
    const stated = statements.flatMap((scores) => scores.get(id) ?? []).filter((score) => score.version === version);
    const agreed = stated.find(({ units }) => stated.filter((other) => other.units === units).length >= inputs.quorum);
    if (agreed && version > (last?.version ?? 0)) {
      newly.push({ id, owner, version, units: agreed.units });
      counted.push({ id, version, lifetimeUnits: (last?.lifetimeUnits ?? 0n) + BigInt(agreed.units) });
    } else if (last) counted.push(last);
  }
  return { newly, counted };
}

function allocate(
  inputs: Pick<ChainFacts, "parameters" | "remainingWei" | "revenue" | "contributions" | "rewardedValidators">,
  newly: readonly { readonly owner: string; readonly units: number }[],
  counted: readonly Counted[],
) {
  const { emissionBps, validatorShareBps, maxRewardPerUnitWei } = inputs.parameters;
  const emissionCapWei = (inputs.remainingWei * BigInt(emissionBps)) / 10_000n;
  const shareWei = (emissionCapWei * BigInt(validatorShareBps)) / 10_000n;
  const owners = newly.map(({ owner, units }): Row => [owner, BigInt(units)]);
  const validators = inputs.rewardedValidators.map((account): Row => [account, 1n]);
  const points = sum(owners);
  const validatorPoolWei = validators.length > 0 ? shareWei : 0n;
  const unitCapWei = points * maxRewardPerUnitWei;
  const contributorPoolWei = unitCapWei < emissionCapWei - shareWei ? unitCapWei : emissionCapWei - shareWei;
  let payments = [...split(contributorPoolWei, owners), ...split(validatorPoolWei, validators)];
  const lifetime = new Map(counted.map(({ id, lifetimeUnits }) => [id, lifetimeUnits]));
  const revenue = inputs.revenue.map(({ purpose, amountWei }) => {
    const inScope = inputs.contributions.filter((c) => (BigInt(c.consentMask) >> BigInt(purpose)) & 1n);
    const weights = inScope.map((c): Row => [c.owner, lifetime.get(c.id) ?? 0n]);
    const paidWei = sum(weights) > 0n ? amountWei : 0n;
    payments = [...payments, ...split(paidWei, weights)];
    return { purpose, amountWei, paidWei };
  });
  return { payments, points, emissionCapWei, contributorPoolWei, validatorPoolWei, revenue };
}

function split(amountWei: bigint, weights: readonly Row[]): Row[] {
  if (amountWei === 0n) return [];
  const accounts = total(weights);
  const whole = sum(accounts);
  // The sort is stable and accounts ascend, so equal remainders stay in ascending order of account.
  const ranked = by(([, weight]) => -((amountWei * weight) % whole), accounts);
  const shares = ranked.map(([account, weight]): Row => [account, (amountWei * weight) / whole]);
  const left = amountWei - sum(shares);
  return shares.map(([account, wei], i) => [account, wei + (BigInt(i) < left ? 1n : 0n)]);
}

/** Every shard: its leaves, and the neighbours of their ways up that are on none of these ways. */
export function* shards(epoch: number, rows: readonly Row[], nodes: readonly string[]): Generator<[string, Buffer]> {
  const n = rows.length;
  for (const [prefix, group] of Map.groupBy(rows.entries(), ([, [account]]) => account.slice(2, 5))) {
    const path = new Set(group.flatMap(([i]) => wayUp(n, i)));
    const neighbours = [...path].filter((k) => k > 0).map(sibling);
    const outside = neighbours.filter((k) => !path.has(k)).sort((a, b) => b - a);
    const header = [text("CDCSHRD1"), uint(epoch, 8), hex(nodes[0]), uint(n, 4), uint(group[0]?.[0] ?? n, 4)];
    const records = group.map(([, row]) => record(row));
    const siblings = outside.flatMap((k) => [uint(k, 4), hex(nodes[k])]);
    yield [prefix, Buffer.concat([...header, uint(group.length, 4), ...records, uint(outside.length, 2), ...siblings])];
  }
}

/** The nodes from leaf `i` of `n` to the root, both included: leaves stand backwards at the end of the heap. */
export function wayUp(n: number, i: number): number[] {
  const way = [2 * n - 2 - i];
  for (let k = 2 * n - 2 - i; k > 0; way.push(k)) k = Math.floor((k - 1) / 2);
  return way;
}

/** The other child of the same parent. */
export function sibling(k: number): number {
  return k % 2 === 0 ? k - 1 : k + 1;
}

/** A copy of `items`, ascending by key; equal keys keep their order. */
export function by<T>(keyOf: (item: T) => string | number | bigint, items: readonly T[]): T[] {
  return [...items].sort((a, b) => Number(keyOf(a) > keyOf(b)) - Number(keyOf(a) < keyOf(b)));
}

/** JSON with ascending keys, no spaces, bigints as decimal strings and a line feed at the end. */
export function canonical(value: unknown): string {
  const arrange = (_key: string, item: unknown): unknown => {
    if (typeof item === "bigint") return item.toString();
    if (typeof item !== "object" || item === null || Array.isArray(item)) return item;
    return Object.fromEntries(by(([key]) => key, Object.entries(item)));
  };
  return `${JSON.stringify(value, arrange)}\n`;
}

/** Lower-case hexadecimal with 0x. */
export function sha256(bytes: Uint8Array): string {
  return `0x${createHash("sha256").update(bytes).digest("hex")}`;
}

/** Adds up the amounts of all rows. */
export function sum(rows: readonly Row[]): bigint {
  return rows.reduce((wei, row) => wei + row[1], 0n);
}

/** The UTF-8 bytes of `value`. */
export function text(value: string): Buffer {
  return Buffer.from(value, "utf8");
}

/** One row per account with the sum of its amounts; ascending by account, without those that have nothing. */
function total(rows: readonly Row[]): Row[] {
  const sums = new Map<string, bigint>();
  for (const [account, wei] of rows) sums.set(account, (sums.get(account) ?? 0n) + wei);
  return by(([account]) => account, [...sums]).filter(([, wei]) => wei > 0n);
}

function hex(value = "0x"): Buffer {
  return Buffer.from(value.slice(2), "hex");
}

function uint(value: number | bigint, bytes: number): Buffer {
  return Buffer.from(value.toString(16).padStart(2 * bytes, "0"), "hex");
}

function record([account, wei]: Row): Buffer {
  return Buffer.concat([hex(account), uint(wei, 16)]);
}
