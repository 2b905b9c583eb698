import { InvalidInputError, type ErrorContext } from "../primitives/errors.ts";
import { sha256Hex } from "../primitives/hash.ts";
import { MIN_VALIDATORS, quorumOf } from "../primitives/quorum.ts";
import { emissionCap } from "./allocate.ts";
import { versionAt, type ContributionList } from "./contribution-list.ts";
import type { ChainInputs } from "./epoch-inputs.ts";
import { INPUTS_FORMAT, readInputs, type InputsDocument } from "./inputs-document.ts";
import { countedVersionAt, type Ledger } from "./ledger.ts";
import type { OpenedScoreFile } from "./open-score-files.ts";
import { PackedCursor } from "./packed-list.ts";

/**
 * Brings the inputs of an epoch into their one hashed form and refuses inputs that contradict each other.
 *
 * @throws {InvalidInputError} the codes of {@link readInputs} and `REWARDS_TOO_FEW_VALIDATORS`, `REWARDS_QUORUM_MISMATCH`,
 * `REWARDS_TOO_FEW_SCORE_FILES`, `REWARDS_NOT_A_VALIDATOR`, `REWARDS_PREVIOUS_MISMATCH`, `REWARDS_BUDGET_MISMATCH`.
 */
export function checkInputs(
  chain: ChainInputs,
  scoreFiles: readonly OpenedScoreFile[],
  ledger: Ledger,
): InputsDocument {
  const document = arrange(chain, scoreFiles);
  checkQuorum(document);
  checkPrevious(document);
  checkCounted(chain.contributions, ledger);
  const revenueWei = document.revenue.reduce((sum, { amountWei }) => sum + amountWei, 0n);
  requireThat(
    emissionCap(document) + revenueWei <= chain.budgetWei,
    "REWARDS_BUDGET_MISMATCH",
    "Expected the reserve's budget to cover emission and revenue.",
    {
      budgetWei: chain.budgetWei,
      revenueWei,
    },
  );
  return document;
}

function arrange(chain: ChainInputs, scoreFiles: readonly OpenedScoreFile[]): InputsDocument {
  const { contributions } = chain;
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
    contributions: { count: contributions.count, hash: sha256Hex(contributions.bytes) },
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
  requireThat(quorum === quorumOf(active), "REWARDS_QUORUM_MISMATCH", "Expected a quorum of ⌊2N/3⌋ + 1.", context);
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

function checkPrevious({ epoch, previous, rewardedValidators }: InputsDocument): void {
  const isBefore = previous === null ? rewardedValidators.length === 0 : previous.epoch < epoch;
  requireThat(
    isBefore,
    "REWARDS_PREVIOUS_MISMATCH",
    "Expected an earlier epoch's report, or none and no rewards for it.",
    {
      epoch,
      previousEpoch: previous?.epoch ?? 0,
    },
  );
}

function checkCounted(contributions: ContributionList, ledger: Ledger): void {
  const cursor = new PackedCursor(ledger);
  for (let index = 0; index < contributions.count; index++) {
    const entry = cursor.find(contributions, index);
    // A removed contribution has no version any more; a version never goes down.
    requireThat(
      entry < 0 || countedVersionAt(ledger, entry) <= versionAt(contributions, index),
      "REWARDS_PREVIOUS_MISMATCH",
      "Expected no contribution to have been counted at a version it has not reached.",
      { index },
    );
  }
}

function requireThat(holds: boolean, code: string, message: string, context: ErrorContext): void {
  if (holds) return;
  throw new InvalidInputError(code, message, { context, hint: "Read the epoch's inputs from the chain again." });
}
