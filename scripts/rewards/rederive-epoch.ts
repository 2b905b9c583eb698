import { ascending, canonical } from "./canonical-json.ts";
import type { ChainFacts } from "./chain-facts.ts";
import { countUnits, type Counted } from "./count-units.ts";
import { hashTree, nodeAt, recordAt } from "./hash-tree.ts";
import { hex, LEAVES, LEDGER, ledgerFields, sha256, toHex, uint } from "./packed-files.ts";
import { splitMoney, sum } from "./split-money.ts";

// An independent reading of docs/rewards.md: it shares no code with src/ and prefers plain to fast.

/** The files that an epoch follows from, whole numbers of records long; null before the first report. */
export type EpochFiles = {
  readonly scoreFiles: readonly (ChainFacts["commitments"][number] & { readonly bytes: Buffer })[];
  readonly previousLeaves: Buffer | null;
  readonly previousLedger: Buffer | null;
};

export type Rederived = ReturnType<typeof rederiveEpoch>;

/** Follows the rules from the chain and the files to the report and to what the bundle is made of. */
export function rederiveEpoch(chain: ChainFacts, files: EpochFiles) {
  const { chainId, contracts, epoch, previous } = chain;
  const contributions = ascending(({ id }) => id, chain.contributions);
  const scoreFiles = ascending(({ slot }) => slot, files.scoreFiles);
  const inputs = inputsOf({ ...chain, contributions }, scoreFiles);
  const counted = countUnits(
    { contributions, quorum: inputs.quorum },
    scoreFiles.map(({ bytes }) => bytes),
    files.previousLedger ?? Buffer.alloc(0),
  );
  const { increases, ...money } = splitMoney({ ...chain, contributions, revenue: inputs.revenue }, counted);
  const { records, totalCumulative } = addToLeaves(files.previousLeaves ?? Buffer.alloc(0), increases);
  const leafCount = records.length / LEAVES.recordBytes;
  const nodes = hashTree(records);
  const root = toHex(nodeAt(nodes, 0));
  const ledgerFile = ledgerOf({ ...chain, contributions }, counted);
  const leavesFile = Buffer.concat([
    ...ledgerFields(LEAVES, chainId, contracts.distributor, epoch).map(([, bytes]) => bytes),
    uint(leafCount, 4),
    hex(root),
    hex(sha256(ledgerFile)),
    records,
  ]);
  const report: ChainFacts["report"] = {
    root,
    totalCumulative,
    leafCount,
    filesBitmap: sum(scoreFiles.map(({ slot }) => 2n ** BigInt(slot))),
    inputsHash: sha256(Buffer.from(canonical(inputs))),
    artifactHash: sha256(leavesFile),
    rulesetHash: chain.parameters.rulesetHash,
    prevRoot: previous?.root ?? `0x${"00".repeat(32)}`,
  };
  const totals = {
    ...money,
    contributions: counted.units.filter((units) => units !== null).length,
    emissionWei: sum(increases.values()),
    paidAccounts: increases.size,
  };
  const manifest = { format: "reward-bundle-v1", inputs, totals, report };
  return { report, manifest, leavesFile, ledgerFile, records, nodes };
}

function inputsOf(chain: ChainFacts, scoreFiles: EpochFiles["scoreFiles"]) {
  const { contributions } = chain;
  const records = contributions.flatMap(({ id, owner, version, consentMask }) => [
    hex(id),
    hex(owner),
    uint(version, 4),
    uint(consentMask, 4),
  ]);
  return {
    format: "epoch-inputs-v1",
    chainId: chain.chainId,
    contracts: chain.contracts,
    epoch: chain.epoch,
    snapshotBlock: chain.snapshotBlock,
    parameters: chain.parameters,
    remainingWei: chain.remainingWei,
    revenue: ascending(({ purpose }) => purpose, chain.revenue),
    quorum: Math.floor((2 * chain.validators.length) / 3) + 1,
    validators: ascending(({ slot }) => slot, chain.validators),
    scoreFiles: scoreFiles.map(({ slot, validator, hash }) => ({ slot, validator, hash })),
    contributions: { count: contributions.length, hash: sha256(Buffer.concat(records)) },
    previous: chain.previous,
    rewardedValidators: chain.rewardedValidators.toSorted(),
  };
}

/** The records of the last leaves with every increase added, ascending by account (docs/rewards.md §6). */
function addToLeaves(previousLeaves: Buffer, increases: ReadonlyMap<string, bigint>) {
  const before = previousLeaves.subarray(LEAVES.headBytes);
  const cumulative = new Map<string, bigint>();
  for (let i = 0; i < before.length / LEAVES.recordBytes; i++) {
    const record = recordAt(before, i);
    cumulative.set(toHex(record.subarray(0, 20)), BigInt(toHex(record.subarray(20))));
  }
  for (const [account, wei] of increases) cumulative.set(account, (cumulative.get(account) ?? 0n) + wei);
  const accounts = [...cumulative.keys()].sort();
  const records = Buffer.alloc(LEAVES.recordBytes * accounts.length);
  for (const [i, account] of accounts.entries()) {
    records.set(hex(account), 36 * i);
    records.set(uint(cumulative.get(account) ?? 0n, 16), 36 * i + 20);
  }
  return { records, totalCumulative: sum(cumulative.values()) };
}

function ledgerOf(chain: Pick<ChainFacts, "chainId" | "contracts" | "epoch" | "contributions">, counted: Counted) {
  const everCounted = chain.contributions.flatMap(({ id }, i) => {
    const version = counted.versions[i] ?? 0;
    return version > 0 ? [Buffer.concat([hex(id), uint(version, 4), uint(counted.lifetimeUnits[i] ?? 0n, 8)])] : [];
  });
  const fields = ledgerFields(LEDGER, chain.chainId, chain.contracts.registry, chain.epoch);
  return Buffer.concat([...fields.map(([, bytes]) => bytes), uint(everCounted.length, 4), ...everCounted]);
}
