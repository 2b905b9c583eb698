import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import type { BundleReader, ChainFacts } from "./chain-facts.ts";
import {
  by,
  canonical,
  count,
  LEAF,
  rederiveEpoch,
  sha256,
  shards,
  sibling,
  sum,
  text,
  wayUp,
} from "./rederive-epoch.ts";
import type { Before, Counted, Files, Row, Score } from "./rederive-epoch.ts";

/** One thing that is not as it should be; `code` is stable, the texts are canonical JSON or prose for people. */
export type Difference = {
  readonly code: string;
  readonly where: string;
  readonly expected: string;
  readonly found: string;
};

/** `ok` is true exactly when there is no difference. */
export type Verdict = { readonly ok: boolean; readonly differences: readonly Difference[] };

type Check = (code: string, where: string, expected: unknown, found: unknown) => void;
type Context = { readonly reader: BundleReader; readonly chain: ChainFacts; readonly check: Check };
type Rederived = ReturnType<typeof rederiveEpoch>;

const EVERY_PROOF_UP_TO = 2_000;

/**
 * Re-derives the report and the bundle of an epoch from the chain and the score files, and lists every difference.
 *
 * Shares no code with the calculator in src/. What is not in `chain` is trusted only as far as a hash in `chain`
 * vouches for it. Never rejects: files that cannot be read are a difference.
 */
export async function verifyBundle(input: { reader: BundleReader; chain: ChainFacts }): Promise<Verdict> {
  const differences: Difference[] = [];
  const check: Check = (code, where, expected, found) => {
    const [a, b] = [canonical(expected).trim(), canonical(found).trim()];
    if (a !== b) differences.push({ code, where, expected: a, found: b });
  };
  try {
    await compare({ ...input, check });
  } catch (error) {
    check("UNREADABLE", "bundle", "files that can be read", error instanceof Error ? error.message : "unknown failure");
  }
  return { ok: differences.length === 0, differences };
}

async function compare(context: Context): Promise<void> {
  const { chain, check } = context;
  const used = checkVoters(context);
  const before = chain.previous ? await readPrevious(context, chain.previous) : { rows: [], counted: [] };
  const files: Files = { used, scores: await readScores(context, used) };
  const derived = rederiveEpoch(chain, before, files);
  check("OVER_BUDGET", "report", true, derived.emissionWei <= chain.budgetWei);
  check("TOO_FEW_ACCOUNTS", "report", true, derived.rows.length >= 2);
  for (const [name, value] of Object.entries(derived.report)) {
    check("REPORT", name, value, chain.report[name as keyof ChainFacts["report"]]);
  }
  await compareFiles(context, used, derived);
  await proveFromShards(context, derived);
}

function checkVoters({ chain, check }: Context): ChainFacts["commitments"] {
  const { commitments, quorum, report, validators } = chain;
  const used = by((c) => c.slot, commitments).filter((c) => (report.filesBitmap >> BigInt(c.slot)) & 1n);
  check("QUORUM", "chain", Math.floor((2 * validators.length) / 3) + 1, quorum);
  check("TOO_FEW_VALIDATORS", "chain", true, new Set(validators.map((v) => v.address)).size >= 4);
  check("TOO_FEW_FILES", "report", true, used.length >= quorum);
  for (const { slot, validator } of used) {
    const slots = validators.filter(({ address }) => address === validator).map((v) => v.slot);
    check("NOT_A_VALIDATOR", validator, [slot], slots);
  }
  return used;
}

/** What the last reported epoch left: its leaves, and its ledger counted again from its own inputs and score files. */
async function readPrevious(context: Context, previous: NonNullable<ChainFacts["previous"]>): Promise<Before> {
  const { reader, chain, check } = context;
  const folder = `epochs/${previous.epoch}`;
  const { inputs } = (await readJson(reader, `${folder}/manifest.json`)) as {
    inputs: Pick<ChainFacts, "epoch" | "contributions" | "quorum"> & {
      scoreFiles: ChainFacts["commitments"];
      previousCounted: { id: string; version: number; lifetimeUnits: string }[];
    };
  };
  check("PREVIOUS_INPUTS", folder, previous.inputsHash, sha256(text(canonical(inputs))));
  check("PREVIOUS_EPOCH", folder, [previous.epoch, true], [inputs.epoch, previous.epoch < chain.epoch]);
  const leavesFile = Buffer.from(await reader.read(`${folder}/leaves.bin`));
  const rows = readRows(leavesFile.subarray(80));
  check("PREVIOUS_LEAVES", folder, previous.artifactHash, sha256(leavesFile));
  check("PREVIOUS_TOTAL", folder, [previous.leafCount, previous.totalCumulativeWei], [rows.length, sum(rows)]);
  const scores: Score[][] = [];
  for (const { validator, hash } of inputs.scoreFiles) {
    const path = `${folder}/scores/${validator}.json`;
    check("PREVIOUS_SCORES", validator, hash, sha256(await reader.read(path)));
    scores.push(((await readJson(reader, path)) as { scores: Score[] }).scores);
  }
  const toCounted = (entry: { id: string; version: number; lifetimeUnits: string }): Counted => ({
    ...entry,
    lifetimeUnits: BigInt(entry.lifetimeUnits),
  });
  const previousCounted = inputs.previousCounted.map(toCounted);
  return { rows, counted: count({ ...inputs, previousCounted }, scores).counted };
}

async function readScores({ reader, chain, check }: Context, used: ChainFacts["commitments"]): Promise<Score[][]> {
  const { chainId, contracts, epoch, parameters, snapshotBlock } = chain;
  const bound = { format: "score-file-v1", chainId, registry: contracts.registry, epoch, snapshotBlock };
  const lists: Score[][] = [];
  for (const { validator, hash } of used) {
    const path = `epochs/${epoch}/scores/${validator}.json`;
    const bytes = await reader.read(path);
    check("SCORES_HASH", validator, hash, sha256(bytes));
    const { salt, scores } = (await readJson(reader, path)) as { salt: unknown; scores: Score[] };
    const file = { ...bound, validator, rulesetHash: parameters.rulesetHash, salt, scores };
    check("SCORES_CONTENT", validator, canonical(file), Buffer.from(bytes).toString("utf8"));
    check("SCORES_SALT", validator, true, isHex32(salt));
    const wrong = scores.findIndex((score, i) => !isScore(score, scores[i - 1]?.contributionId ?? ""));
    check("SCORES_LIST", validator, -1, wrong);
    lists.push(scores);
  }
  return lists;
}

function isScore(score: Score, idBefore: string): boolean {
  const isUint32 = (value: unknown): boolean =>
    Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 32;
  return (
    by((key) => key, Object.keys(score)).join() === "contributionId,reasons,units,version" &&
    isHex32(score.contributionId) &&
    score.contributionId > idBefore &&
    [score.units, score.version].every(isUint32) &&
    score.version > 0 &&
    score.reasons.every((reason) => /^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(reason))
  );
}

async function compareFiles(context: Context, used: ChainFacts["commitments"], derived: Rederived): Promise<void> {
  const { reader, chain, check } = context;
  const folder = `epochs/${chain.epoch}/`;
  const expected = new Map([
    ["leaves.bin", derived.leavesFile],
    ["manifest.json", text(canonical(derived.manifest))],
  ]);
  for (const [prefix, shard] of shards(chain.epoch, derived.rows, derived.nodes)) {
    expected.set(`shards/${prefix}.bin`, shard);
  }
  const paths = [...expected.keys(), ...used.map(({ validator }) => `scores/${validator}.json`)];
  const found = (await reader.list())
    .filter((path) => path.startsWith(folder))
    .map((path) => path.slice(folder.length));
  check(
    "FILE_LIST",
    folder,
    by((path) => path, paths),
    by((path) => path, found),
  );
  for (const [path, bytes] of expected) {
    if (found.includes(path)) check("FILE_BYTES", path, sha256(bytes), sha256(await reader.read(folder + path)));
  }
  const manifest = (await readJson(reader, `${folder}manifest.json`)) as Record<string, unknown>;
  for (const [name, value] of Object.entries(derived.manifest)) check("MANIFEST", name, value, manifest[name]);
  const inputs = manifest.inputs as Record<string, unknown>;
  for (const [name, value] of Object.entries(derived.manifest.inputs)) check("INPUTS", name, value, inputs[name]);
}

/** Proves every leaf of a small tree, or a spread of leaves of a large one, with the siblings that its shard offers. */
async function proveFromShards({ reader, chain, check }: Context, { rows, nodes }: Rederived): Promise<void> {
  const step = Math.ceil(rows.length / EVERY_PROOF_UP_TO);
  for (const [i, row] of rows.entries()) {
    if (i % step > 0) continue;
    const shard = Buffer.from(await reader.read(`epochs/${chain.epoch}/shards/${row[0].slice(2, 5)}.bin`));
    const offered = new Map<number, string>();
    for (let at = 62 + 36 * shard.readUInt32BE(56); at < shard.length; at += 36) {
      offered.set(shard.readUInt32BE(at), `0x${shard.toString("hex", at + 4, at + 36)}`);
    }
    // A node that the shard does not offer follows from its leaves.
    const needed = wayUp(rows.length, i).slice(0, -1).map(sibling);
    const proof = needed.map((k) => offered.get(k) ?? nodes[k] ?? "");
    check("PROOF", row[0], true, StandardMerkleTree.verify(chain.report.root, LEAF, row, proof));
  }
}

function readRows(records: Buffer): Row[] {
  return Array.from({ length: records.length / 36 }, (_, i): Row => {
    const digits = records.toString("hex", 36 * i, 36 * i + 36);
    return [`0x${digits.slice(0, 40)}`, BigInt(`0x${digits.slice(40)}`)];
  });
}

async function readJson(reader: BundleReader, path: string): Promise<unknown> {
  return JSON.parse(Buffer.from(await reader.read(path)).toString("utf8"));
}

function isHex32(value: unknown): boolean {
  return typeof value === "string" && /^0x[0-9a-f]{64}$/.test(value);
}
