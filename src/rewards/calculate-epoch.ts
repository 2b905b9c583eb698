import { InvalidInputError } from "../primitives/errors.ts";
import { sha256Hex } from "../primitives/hash.ts";
import { toHex32, type Hex32 } from "../primitives/identifiers.ts";
import { packLeaves, sumOf } from "../merkle/reward-leaves.ts";
import { buildTree, MIN_LEAVES, root, type RewardTree } from "../merkle/tree.ts";
import { allocate, type Allocation } from "./allocate.ts";
import { checkInputs } from "./check-inputs.ts";
import { checkResult } from "./check-result.ts";
import { countContributions, ledgerAfter } from "./count-contributions.ts";
import { addIncreases } from "./cumulative-leaves.ts";
import type { EpochInputs, EpochReport } from "./epoch-inputs.ts";
import type { EpochResult } from "./epoch-result.ts";
import { hashInputs, type InputsDocument } from "./inputs-document.ts";
import { encodeLeaves } from "./leaves-file.ts";
import { openScoreFiles } from "./open-score-files.ts";

/** `prevRoot` of the first report. */
export const ZERO_ROOT: Hex32 = toHex32(`0x${"00".repeat(32)}`);

/**
 * Computes the rewards of one epoch (docs/rewards.md §§3–8): the same inputs give the same bytes, in whatever order
 * their lists come.
 *
 * @throws {InvalidInputError} `REWARDS_TOO_FEW_ACCOUNTS` when fewer than two accounts would have earned anything (the
 * epoch then has no report), and the codes of {@link openScoreFiles} and {@link checkInputs}.
 * @throws {InvariantError} the codes of {@link checkResult}.
 */
export function calculateEpoch(inputs: EpochInputs): EpochResult {
  const { chain, files } = inputs;
  const scoreFiles = openScoreFiles(files.scoreFiles, chain.commitments, {
    chainId: chain.chainId,
    registry: chain.contracts.registry,
    epoch: chain.epoch,
    rulesetHash: chain.parameters.rulesetHash,
    snapshotBlock: chain.snapshotBlock,
  });
  const document = checkInputs(inputs, scoreFiles);
  const counted = countContributions(
    document,
    scoreFiles.map(({ file }) => file),
  );
  const ledger = ledgerAfter(document, counted);
  const allocation = allocate(document, counted, ledger);
  const tree = buildCumulativeTree(inputs, allocation);
  const { report, leavesFile } = writeReport(document, tree);
  const emissionWei = report.totalCumulative - sumOf(files.previousLeaves);
  const result = { report, document, scoreFiles, counted, ledger, allocation, emissionWei, tree, leavesFile };
  checkResult(result, files.previousLeaves, chain.budgetWei);
  return result;
}

function buildCumulativeTree({ chain, files }: EpochInputs, { increases }: Allocation): RewardTree {
  const increased = packLeaves(
    increases.map(({ account, contributorWei, validatorWei, revenueWei }) => ({
      account,
      cumulativeWei: contributorWei + validatorWei + revenueWei,
    })),
  );
  const leaves = addIncreases(files.previousLeaves, increased);
  if (leaves.count < MIN_LEAVES) {
    throw new InvalidInputError("REWARDS_TOO_FEW_ACCOUNTS", "Expected at least two accounts with rewards.", {
      context: { epoch: chain.epoch, accounts: leaves.count },
      hint: "This epoch has no report; what it would have counted is counted by the next one.",
    });
  }
  return buildTree(leaves);
}

function writeReport(
  document: InputsDocument,
  tree: RewardTree,
): { readonly report: EpochReport; readonly leavesFile: Uint8Array } {
  const { chainId, contracts, epoch, parameters, previous } = document;
  const header = { chainId, distributor: contracts.distributor, epoch, root: root(tree) };
  const leavesFile = encodeLeaves(header, tree.leaves);
  const report = {
    root: header.root,
    totalCumulative: sumOf(tree.leaves),
    leafCount: tree.leaves.count,
    filesBitmap: document.scoreFiles.reduce((bitmap, { slot }) => bitmap | (1n << BigInt(slot)), 0n),
    inputsHash: hashInputs(document),
    artifactHash: toHex32(sha256Hex(leavesFile)),
    rulesetHash: parameters.rulesetHash,
    prevRoot: previous?.root ?? ZERO_ROOT,
  };
  return { report, leavesFile };
}
