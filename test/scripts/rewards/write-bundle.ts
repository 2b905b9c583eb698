import type { ChainFacts } from "../../../scripts/rewards/chain-facts.ts";
import { bytesOf, sha256, type Part } from "./pack.ts";

export type Amounts = readonly (readonly [account: string, wei: bigint])[];
export type Entries = readonly (readonly [id: string, version: number, units: number])[];

export type Bundle = { readonly files: ReadonlyMap<string, Uint8Array>; readonly chain: ChainFacts };

/** The folder of a bundle, with a slash at its end. */
export function folderOf({ epoch, report }: Pick<ChainFacts, "epoch" | "report">): string {
  return `epochs/${epoch}/${report.inputsHash.slice(2)}/`;
}

/** What a bundle is written from: what the chain says but for the report, what was scored, and what comes out. */
export type Draft = {
  readonly chain: Omit<ChainFacts, "commitments" | "report">;
  readonly scores: readonly Entries[];
  readonly ledger: Entries;
  readonly leaves: Amounts;
  readonly root: string;
  readonly totals: object;
};

type Snapshot = Pick<ChainFacts, "chainId" | "contracts" | "epoch" | "parameters" | "snapshotBlock">;

/** The score file of a validator. */
function scoreFile(
  { chainId, contracts, epoch, parameters, snapshotBlock }: Snapshot,
  entries: Entries,
  validator: string,
): Buffer {
  return bytesOf(
    Buffer.from("CDCSCOR1"),
    [chainId, 8],
    contracts.registry,
    [epoch, 8],
    validator,
    parameters.rulesetHash,
    `0x${validator.slice(2, 4)}${epoch.toString(16).padStart(62, "0")}`,
    [snapshotBlock.number, 8],
    snapshotBlock.hash,
    [entries.length, 4],
    ...entries.flatMap(([id, version, units]): Part[] => [id, [version, 4], [units, 4], [2n ** 9n, 8]]),
  );
}

/** Writes the files of docs/rewards.md §9 for a tree of one shard, and says what is on chain then. */
export function writeBundle({ chain, scores, ledger, leaves, root, totals }: Draft): Bundle {
  const { epoch } = chain;
  const scoreFiles = scores.map((entries, slot) => {
    const { address: validator } = chain.validators[slot]!;
    const bytes = scoreFile(chain, entries, validator);
    return { slot, validator, hash: sha256(bytes), bytes };
  });
  const head = (magic: string, contract: string, count: number): Part[] => [
    Buffer.from(magic),
    [chain.chainId, 8],
    contract,
    [epoch, 8],
    [count, 4],
  ];
  const ledgerFile = bytesOf(
    ...head("CDCLEDG1", chain.contracts.registry, ledger.length),
    ...ledger.flatMap(([id, version, units]): Part[] => [id, [version, 4], [units, 8]]),
  );
  const records = bytesOf(...leaves.flatMap(([account, wei]): Part[] => [account, [wei, 16]]));
  const leavesHead = head("CDCLEAF1", chain.contracts.distributor, leaves.length);
  const leavesFile = bytesOf(...leavesHead, root, sha256(ledgerFile), records);
  // One shard holds all accounts of so small a tree, so that nothing has to be proven with siblings.
  const shardNumbers: Part[] = [leaves.length, 0, leaves.length].map((value) => [value, 4] as const);
  const shard = bytesOf(Buffer.from("CDCSHRD1"), [epoch, 8], root, ...shardNumbers, records, [0, 2]);
  const inputs = inputsOf(chain, scoreFiles);
  const report = {
    root,
    totalCumulative: leaves.reduce((sum, [, wei]) => sum + wei, 0n),
    leafCount: leaves.length,
    filesBitmap: 2n ** BigInt(scores.length) - 1n,
    inputsHash: sha256(Buffer.from(`${JSON.stringify(inputs)}\n`)),
    artifactHash: sha256(leavesFile),
    rulesetHash: chain.parameters.rulesetHash,
    prevRoot: chain.previous?.root ?? `0x${"0".repeat(64)}`,
  };
  const manifest = { format: "reward-bundle-v1", inputs, report: ascendingReport(report), totals };
  const commitments = scoreFiles.map(({ slot, validator, hash }) => ({ slot, validator, hash }));
  const facts = { ...chain, commitments, report };
  const files = {
    "leaves.bin": leavesFile,
    "ledger.bin": ledgerFile,
    "manifest.json": Buffer.from(`${JSON.stringify(manifest)}\n`),
    "shards/0000.bin": shard,
    ...Object.fromEntries(scoreFiles.map(({ validator, bytes }) => [`scores/${validator}.bin`, bytes])),
  };
  return {
    chain: facts,
    files: new Map(Object.entries(files).map(([path, bytes]) => [folderOf(facts) + path, bytes])),
  };
}

/** The inputs document, its keys written in the order in which they stand. */
function inputsOf(chain: Draft["chain"], scoreFiles: ChainFacts["commitments"]) {
  const { contracts, parameters, previous } = chain;
  const records = chain.contributions.map((c) => bytesOf(c.id, c.owner, [c.version, 4], [c.consentMask, 4]));
  return {
    chainId: String(chain.chainId),
    contracts: {
      distributor: contracts.distributor,
      registry: contracts.registry,
      reserve: contracts.reserve,
      scoreCommitments: contracts.scoreCommitments,
      validatorRegistry: contracts.validatorRegistry,
    },
    contributions: { count: records.length, hash: sha256(Buffer.concat(records)) },
    epoch: chain.epoch,
    format: "epoch-inputs-v1",
    parameters: {
      emissionBps: parameters.emissionBps,
      maxRewardPerUnitWei: String(parameters.maxRewardPerUnitWei),
      rulesetHash: parameters.rulesetHash,
      validatorShareBps: parameters.validatorShareBps,
    },
    previous: previous && {
      artifactHash: previous.artifactHash,
      epoch: previous.epoch,
      inputsHash: previous.inputsHash,
      leafCount: previous.leafCount,
      root: previous.root,
      totalCumulativeWei: String(previous.totalCumulativeWei),
    },
    quorum: chain.quorum,
    remainingWei: String(chain.remainingWei),
    revenue: chain.revenue.map(({ amountWei, purpose }) => ({ amountWei: String(amountWei), purpose })),
    rewardedValidators: chain.rewardedValidators.toSorted(),
    scoreFiles: scoreFiles.map(({ hash, slot, validator }) => ({ hash, slot, validator })),
    snapshotBlock: { hash: chain.snapshotBlock.hash, number: chain.snapshotBlock.number },
    validators: chain.validators.map(({ address, slot }) => ({ address, slot })),
  };
}

function ascendingReport(report: ChainFacts["report"]) {
  return {
    artifactHash: report.artifactHash,
    filesBitmap: String(report.filesBitmap),
    inputsHash: report.inputsHash,
    leafCount: report.leafCount,
    prevRoot: report.prevRoot,
    root: report.root,
    rulesetHash: report.rulesetHash,
    totalCumulative: String(report.totalCumulative),
  };
}
