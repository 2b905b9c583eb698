import { InvalidInputError, type ErrorContext } from "../primitives/errors.ts";
import { sha256Hex } from "../primitives/hash.ts";
import { sumOf, type RewardLeaves } from "../merkle/reward-leaves.ts";
import { emissionCap } from "./allocate.ts";
import type { EpochInputs } from "./epoch-inputs.ts";
import { INPUTS_FORMAT, readInputs, type InputsDocument } from "./inputs-document.ts";
import { encodeLeaves } from "./leaves-file.ts";
import type { OpenedScoreFile } from "./open-score-files.ts";

/** Fewer validators cannot outvote a dishonest one (`Quorum.MIN_VALIDATORS`). */
export const MIN_VALIDATORS = 4;

/**
 * Brings the inputs of an epoch into their one hashed form and refuses inputs that contradict each other.
 *
 * @throws {InvalidInputError} the codes of {@link readInputs} and `REWARDS_TOO_FEW_VALIDATORS`, `REWARDS_QUORUM_MISMATCH`,
 * `REWARDS_TOO_FEW_SCORE_FILES`, `REWARDS_NOT_A_VALIDATOR`, `REWARDS_PREVIOUS_MISMATCH`, `REWARDS_BUDGET_MISMATCH`.
 */
export function checkInputs(inputs: EpochInputs, scoreFiles: readonly OpenedScoreFile[]): InputsDocument {
  const document = arrange(inputs, scoreFiles);
  checkQuorum(document);
  checkPrevious(document, inputs.files.previousLeaves);
  checkCounted(document);
  const revenueWei = document.revenue.reduce((sum, { amountWei }) => sum + amountWei, 0n);
  requireThat(
    emissionCap(document) + revenueWei <= inputs.chain.budgetWei,
    "REWARDS_BUDGET_MISMATCH",
    "Expected the reserve's budget to cover emission and revenue.",
    {
      budgetWei: inputs.chain.budgetWei,
      revenueWei,
    },
  );
  return document;
}

function arrange({ chain, files }: EpochInputs, scoreFiles: readonly OpenedScoreFile[]): InputsDocument {
  return readInputs({
    format: INPUTS_FORMAT,
    chainId: chain.chainId,
    contracts: chain.contracts,
    epoch: chain.epoch,
    snapshotBlock: chain.snapshotBlock,
    parameters: chain.parameters,
    remainingWei: chain.remainingWei,
    quorum: chain.quorum,
    previous: chain.previous,
    revenue: sorted(chain.revenue, (item) => item.purpose),
    validators: sorted(chain.validators, (item) => item.slot),
    scoreFiles: scoreFiles.map((file) => file.commitment),
    contributions: sorted(chain.contributions, (item) => item.id),
    previousCounted: sorted(files.previousCounted, (item) => item.id),
    rewardedValidators: sorted(chain.rewardedValidators, (item) => item),
  });
}

function sorted<T>(items: readonly T[], keyOf: (item: T) => string | number): T[] {
  return [...items].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function checkQuorum({ validators, quorum, scoreFiles }: InputsDocument): void {
  const active = validators.length;
  const context = { active, quorum, scoreFiles: scoreFiles.length };
  requireThat(
    active >= MIN_VALIDATORS,
    "REWARDS_TOO_FEW_VALIDATORS",
    "Expected at least 4 active validators.",
    context,
  );
  requireThat(
    quorum === Math.floor((2 * active) / 3) + 1,
    "REWARDS_QUORUM_MISMATCH",
    "Expected a quorum of ⌊2N/3⌋ + 1.",
    context,
  );
  requireThat(
    scoreFiles.length >= quorum,
    "REWARDS_TOO_FEW_SCORE_FILES",
    "Expected the score files of a quorum.",
    context,
  );
  const slotOf = new Map(validators.map(({ address, slot }) => [address, slot]));
  requireThat(slotOf.size === active, "REWARDS_DUPLICATE", "Expected each validator in one slot.", context);
  for (const { validator, slot } of scoreFiles) {
    requireThat(
      slotOf.get(validator) === slot,
      "REWARDS_NOT_A_VALIDATOR",
      "Expected score files of validators that were active at the epoch's end.",
      {
        validator,
        slot,
      },
    );
  }
}

function checkPrevious(document: InputsDocument, leaves: RewardLeaves): void {
  const { chainId, contracts, epoch, previous } = document;
  const context = { epoch, previousEpoch: previous?.epoch ?? 0, leafCount: leaves.count };
  const requireMatch = (holds: boolean): void => {
    requireThat(holds, "REWARDS_PREVIOUS_MISMATCH", "Expected the leaves of the last active report.", context);
  };
  if (previous === null) {
    const isFirst = leaves.count + document.previousCounted.length + document.rewardedValidators.length === 0;
    requireMatch(isFirst);
    return;
  }
  requireMatch(previous.epoch < epoch && leaves.count === previous.leafCount);
  requireMatch(sumOf(leaves) === previous.totalCumulativeWei);
  // The hash covers the header, which names the root: no need to build the previous tree again.
  const header = { chainId, distributor: contracts.distributor, epoch: previous.epoch, root: previous.root };
  requireMatch(sha256Hex(encodeLeaves(header, leaves)) === previous.artifactHash);
}

function checkCounted({ contributions, previousCounted }: InputsDocument): void {
  const versionOf = new Map(contributions.map(({ id, version }) => [id, version]));
  for (const { id, version } of previousCounted) {
    // A removed contribution has no version any more; a version never goes down.
    requireThat(
      version <= (versionOf.get(id) ?? version),
      "REWARDS_PREVIOUS_MISMATCH",
      "Expected no contribution to have been counted at a version it has not reached.",
      {
        id,
        version,
      },
    );
  }
}

function requireThat(holds: boolean, code: string, message: string, context: ErrorContext): void {
  if (holds) return;
  throw new InvalidInputError(code, message, { context, hint: "Read the epoch's inputs from the chain again." });
}
