import { InvalidInputError } from "../primitives/errors.ts";
import { sha256Hex } from "../primitives/hash.ts";
import { toHex32, type Hex32 } from "../primitives/identifiers.ts";
import { sumOf, type RewardLeaves } from "../merkle/reward-leaves.ts";
import { buildTree, MIN_LEAVES, root, type RewardTree } from "../merkle/tree.ts";
import { allocate } from "./allocate.ts";
import { checkInputs } from "./check-inputs.ts";
import { checkResult } from "./check-result.ts";
import { countContributions, ledgerAfter } from "./count-contributions.ts";
import { addIncreases } from "./cumulative-leaves.ts";
import type { EpochInputs, EpochReport } from "./epoch-inputs.ts";
import type { EpochResult } from "./epoch-result.ts";
import { hashInputs, type InputsDocument } from "./inputs-document.ts";
import { encodeLeaves } from "./leaves-file.ts";
import { encodeLedger, type Ledger } from "./ledger.ts";
import { openPrevious } from "./open-previous.ts";
import { openScoreFiles } from "./open-score-files.ts";

/** `prevRoot` of the first report. */
export const ZERO_ROOT: Hex32 = toHex32(`0x${"00".repeat(32)}`);

/**
 * Computes the rewards of one epoch (docs/rewards.md §§3–8): the same inputs give the same bytes, in whatever order
 * their lists come.
 *
 * @throws {InvalidInputError} `REWARDS_TOO_FEW_ACCOUNTS` when fewer than two accounts would have earned anything (the
 * epoch then has no report), and the codes of {@link openPrevious}, {@link openScoreFiles} and {@link checkInputs}.
 * @throws {InvariantError} the codes of {@link checkResult} and of `splitByLargestRemainder`.
 */
export function calculateEpoch({ chain, files }: EpochInputs): EpochResult {
  const { contributions, quorum } = chain;
  const previous = openPrevious(chain.previous, files.previous);
  const scoreFiles = openScoreFiles(files.scoreFiles, chain.commitments, {
    chainId: chain.chainId,
    registry: chain.contracts.registry,
    epoch: chain.epoch,
    rulesetHash: chain.parameters.rulesetHash,
    snapshotBlock: chain.snapshotBlock,
  });
  const document = checkInputs(chain, scoreFiles, previous.ledger);
  const counting = { contributions, ledger: previous.ledger, quorum };
  const counted = countContributions(
    counting,
    scoreFiles.map(({ file }) => file.scores),
  );
  const ledger = ledgerAfter(counting, counted);
  const allocation = allocate(document, { contributions, counted, ledger });
  const tree = buildCumulativeTree(addIncreases(previous.leaves, allocation.increases), chain.epoch);
  const written = writeReport(document, tree, ledger);
  const emissionWei = written.report.totalCumulative - sumOf(previous.leaves);
  const result = { ...written, document, scoreFiles, counted, ledger, allocation, emissionWei, tree };
  checkResult(result, previous.leaves, chain.budgetWei);
  return result;
}

function buildCumulativeTree(leaves: RewardLeaves, epoch: number): RewardTree {
  if (leaves.count >= MIN_LEAVES) return buildTree(leaves);
  throw new InvalidInputError("REWARDS_TOO_FEW_ACCOUNTS", "Expected at least two accounts with rewards.", {
    context: { epoch, accounts: leaves.count },
    hint: "This epoch has no report; what it would have counted is counted by the next one.",
  });
}

function writeReport(
  document: InputsDocument,
  tree: RewardTree,
  ledger: Ledger,
): Pick<EpochResult, "report" | "leavesFile" | "ledgerFile"> {
  const { chainId, contracts, epoch, parameters, previous } = document;
  const ledgerFile = encodeLedger({ chainId, registry: contracts.registry, epoch }, ledger);
  const ledgerHash = toHex32(sha256Hex(ledgerFile));
  const header = { chainId, distributor: contracts.distributor, epoch, root: root(tree), ledgerHash };
  const leavesFile = encodeLeaves(header, tree.leaves);
  const report: EpochReport = {
    root: header.root,
    totalCumulative: sumOf(tree.leaves),
    leafCount: tree.leaves.count,
    filesBitmap: document.scoreFiles.reduce((bitmap, { slot }) => bitmap | (1n << BigInt(slot)), 0n),
    inputsHash: hashInputs(document),
    artifactHash: toHex32(sha256Hex(leavesFile)),
    rulesetHash: parameters.rulesetHash,
    prevRoot: previous?.root ?? ZERO_ROOT,
  };
  return { report, leavesFile, ledgerFile };
}
