import { ascending, canonical } from "./canonical-json.ts";
import type { ChainFacts } from "./chain-facts.ts";
import { countUnits, type Counted } from "./count-units.ts";
import { addToLeaves, totalOf } from "./add-to-leaves.ts";
import { hashTree, nodeAt } from "./hash-tree.ts";
import { hex, LEAVES, LEDGER, commonFields, sha256, toHex, uint } from "./packed-files.ts";
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
  const records = addToLeaves(files.previousLeaves ?? Buffer.alloc(0), increases);
  const leafCount = records.length / LEAVES.recordBytes;
  const nodes = hashTree(records);
  const root = toHex(nodeAt(nodes, 0));
  const ledgerFile = ledgerOf({ ...chain, contributions }, counted);
  const leavesFile = Buffer.concat([
    ...commonFields(LEAVES, chainId, contracts.distributor, epoch).map(([, bytes]) => bytes),
    uint(leafCount, 4),
    hex(root),
    hex(sha256(ledgerFile)),
    records,
  ]);
  const report: ChainFacts["report"] = {
    root,
    totalCumulative: totalOf(records),
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
  const records = Buffer.alloc(60 * contributions.length);
  for (const [i, { id, owner, version, consentMask }] of contributions.entries()) {
    records.write(id.slice(2), 60 * i, "hex");
    records.write(owner.slice(2), 60 * i + 32, "hex");
    records.writeUInt32BE(version, 60 * i + 52);
    records.writeUInt32BE(consentMask, 60 * i + 56);
  }
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
    contributions: { count: contributions.length, hash: sha256(records) },
    previous: chain.previous,
    rewardedValidators: chain.rewardedValidators.toSorted(),
  };
}

function ledgerOf(chain: Pick<ChainFacts, "chainId" | "contracts" | "epoch" | "contributions">, counted: Counted) {
  const records = Buffer.alloc(LEDGER.recordBytes * chain.contributions.length);
  let count = 0;
  for (const [i, { id }] of chain.contributions.entries()) {
    const version = counted.versions[i] ?? 0;
    if (version === 0) continue;
    const at = LEDGER.recordBytes * count++;
    records.write(id.slice(2), at, "hex");
    records.writeUInt32BE(version, at + 32);
    records.writeBigUInt64BE(counted.lifetimeUnits[i] ?? 0n, at + 36);
  }
  const fields = commonFields(LEDGER, chain.chainId, chain.contracts.registry, chain.epoch);
  return Buffer.concat([
    ...fields.map(([, bytes]) => bytes),
    uint(count, 4),
    records.subarray(0, LEDGER.recordBytes * count),
  ]);
}
