import { bytesToHex, hexToBytes } from "../../../src/primitives/bytes.ts";
import { bytesToAddress, type Address, type Hex32 } from "../../../src/primitives/identifiers.ts";
import { consentMaskAt, ownerBytes, versionAt, type ContributionList } from "../../../src/rewards/contribution-list.ts";
import { NOT_COUNTED, type CountedUnits } from "../../../src/rewards/count-contributions.ts";
import type {
  ActiveContribution,
  CountedContribution,
  EpochInputs,
  PreviousFiles,
} from "../../../src/rewards/epoch-inputs.ts";
import type { EpochResult } from "../../../src/rewards/epoch-result.ts";
import { LedgerBuilder, type Ledger } from "../../../src/rewards/ledger.ts";
import { openPrevious, type PreviousState } from "../../../src/rewards/open-previous.ts";
import { scoredVersionAt, unitsAt, type ContributionScore, type ScoreFile } from "../../../src/rewards/score-file.ts";
import type { PackedList } from "../../../src/rewards/packed-list.ts";

/** A contribution that counts in an epoch. */
export type Counted = {
  readonly id: Hex32;
  readonly owner: Address;
  readonly version: number;
  readonly units: number;
};

/** Packs entries that ascend by id. */
export function packLedger(entries: readonly CountedContribution[]): Ledger {
  const builder = new LedgerBuilder(entries.length);
  for (const { id, version, lifetimeUnits } of entries) builder.add(hexToBytes(id), version, lifetimeUnits);
  return builder.build();
}

/** The contributions of a packed list, ascending by id. */
export function contributionsOf(list: ContributionList): ActiveContribution[] {
  return indices(list).map((index) => ({
    id: idAt(list, index),
    owner: bytesToAddress(ownerBytes(list, index)),
    version: versionAt(list, index),
    consentMask: consentMaskAt(list, index),
  }));
}

/** What counts in an epoch, ascending by id. */
export function countedOf(list: ContributionList, counted: CountedUnits): Counted[] {
  return contributionsOf(list)
    .map(({ id, owner, version }, index) => ({ id, owner, version, units: counted[index]! }))
    .filter(({ units }) => units !== NOT_COUNTED);
}

/** The scores of a file, without their reasons. */
export function scoresOf({ scores }: Pick<ScoreFile, "scores">): ContributionScore[] {
  return indices(scores).map((index) => ({
    contributionId: idAt(scores, index),
    version: scoredVersionAt(scores, index),
    units: unitsAt(scores, index),
    reasons: 0n,
  }));
}

/** What a result leaves to the next epoch. */
export function filesOf({ leavesFile, ledgerFile }: EpochResult): PreviousFiles {
  return { leavesFile, ledgerFile };
}

/** What an epoch starts from. */
export function previousOfInputs({ chain, files }: EpochInputs): PreviousState {
  return openPrevious(chain.previous, files.previous);
}

function indices({ count }: PackedList): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function idAt({ bytes, recordBytes }: PackedList, index: number): Hex32 {
  return bytesToHex(bytes.subarray(index * recordBytes, index * recordBytes + 32)) as Hex32;
}
