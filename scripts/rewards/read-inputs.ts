import type { ChainFacts } from "./chain-facts.ts";
import { totalOf } from "./add-to-leaves.ts";
import { checkPackedFile } from "./check-packed-file.ts";
import { folderOf, readWithin, type Context } from "./differences.ts";
import { hex, LEAVES, LEDGER, commonFields, SCORES, sizeOf, toHex, uint } from "./packed-files.ts";
import type { EpochFiles } from "./rederive-epoch.ts";

type Used = ChainFacts["commitments"][number];
type Previous = NonNullable<ChainFacts["previous"]>;

/** Reads and checks what the epoch follows from; null when nothing can follow from it. */
export async function readInputs(context: Context, used: readonly Used[]): Promise<EpochFiles | null> {
  const { previous } = context.chain;
  const before =
    previous === null ? { previousLeaves: null, previousLedger: null } : await readBefore(context, previous);
  const scoreFiles: (Used & { bytes: Buffer })[] = [];
  for (const file of used) {
    const bytes = await readScores(context, file);
    if (bytes !== null) scoreFiles.push({ ...file, bytes });
  }
  return before === null || scoreFiles.length < used.length ? null : { ...before, scoreFiles };
}

/** The leaves and the ledger that the last report agreed on. */
async function readBefore(context: Context, previous: Previous) {
  const { chain, check } = context;
  const folder = folderOf(previous.epoch, previous.inputsHash);
  const name = `leaves.bin of epoch ${previous.epoch}`;
  const leaves = await readWithin(context, `${folder}/leaves.bin`, sizeOf(LEAVES, previous.leafCount));
  if (leaves === null) return null;
  const isWhole = checkPackedFile(check, name, leaves, {
    layout: LEAVES,
    hash: previous.artifactHash,
    codes: ["PREVIOUS_LEAVES", "PREVIOUS_LEAVES", "PREVIOUS_LEAVES"],
    fields: [
      ...commonFields(LEAVES, chain.chainId, chain.contracts.distributor, previous.epoch),
      ["count", uint(previous.leafCount, 4)],
      ["root", hex(previous.root)],
    ],
  });
  if (!isWhole) return null;
  check("PREVIOUS_TOTAL", name, previous.totalCumulativeWei, totalOf(leaves.subarray(LEAVES.headBytes)));
  const ledger = await readLedger(context, previous, toHex(leaves.subarray(80, 112)));
  return ledger && { previousLeaves: leaves, previousLedger: ledger };
}

async function readLedger(context: Context, { epoch, inputsHash }: Previous, hash: string): Promise<Buffer | null> {
  const { chain, check } = context;
  const path = `${folderOf(epoch, inputsHash)}/ledger.bin`;
  const ledger = await readWithin(context, path, sizeOf(LEDGER, chain.everContributed));
  if (ledger === null) return null;
  const isWhole = checkPackedFile(check, `ledger.bin of epoch ${epoch}`, ledger, {
    layout: LEDGER,
    hash,
    codes: ["PREVIOUS_LEDGER", "PREVIOUS_LEDGER", "PREVIOUS_LEDGER"],
    fields: commonFields(LEDGER, chain.chainId, chain.contracts.registry, epoch),
  });
  return isWhole ? ledger : null;
}

async function readScores(context: Context, { validator, hash }: Used): Promise<Buffer | null> {
  const { chain, check } = context;
  const { chainId, contracts, contributions, epoch, parameters, report, snapshotBlock } = chain;
  const name = `scores/${validator}.bin`;
  const path = `${folderOf(epoch, report.inputsHash)}/${name}`;
  const scores = await readWithin(context, path, sizeOf(SCORES, contributions.length));
  if (scores === null) return null;
  const isWhole = checkPackedFile(check, name, scores, {
    layout: SCORES,
    hash,
    codes: ["SCORES_HASH", "SCORES_CONTENT", "SCORES_LIST"],
    fields: [
      ...commonFields(SCORES, chainId, contracts.registry, epoch),
      ["validator", hex(validator)],
      ["rulesetHash", hex(parameters.rulesetHash)],
      ["salt", scores.subarray(96, 128)],
      ["snapshotBlock.number", uint(snapshotBlock.number, 8)],
      ["snapshotBlock.hash", hex(snapshotBlock.hash)],
    ],
  });
  return isWhole ? scores : null;
}
