import type { EpochChainState, RevealedFile } from "../chain/read-epoch.ts";
import { bitsOf, hasBit } from "../primitives/bitmap.ts";
import { readBytes } from "../primitives/byte-stream.ts";
import { CollectiveError, RetryableError } from "../primitives/errors.ts";
import { calculateEpoch } from "../rewards/calculate-epoch.ts";
import { countContributions, NOT_COUNTED, type CountedUnits } from "../rewards/count-contributions.ts";
import { checkScoreFile, decodeScoreFile, scoreFileBytes } from "../rewards/score-file.ts";
import type { PreviousFiles } from "../rewards/epoch-inputs.ts";
import { openPrevious, type PreviousState } from "../rewards/open-previous.ts";
import type { EpochResult } from "../rewards/epoch-result.ts";
import type { BlobStore } from "../storage/blob-store.ts";
import { toChainInputs } from "./chain-inputs.ts";

/** The means to calculate an epoch beside its state on chain. */
export type ReportRequest = {
  readonly state: EpochChainState;
  readonly blobs: BlobStore;
  /** From the bundle of the last active report; null before the first. */
  readonly previousFiles: PreviousFiles | null;
  /** The choice of score files of the attempt's first report, if there is one. */
  readonly firstBitmap?: bigint;
};

/**
 * Calculates an epoch from the chain and the revealed score files.
 *
 * Files that cannot be fetched, were made for something else, or are of a validator ejected since are left out. When
 * another validator reported first, its choice of files is adopted if each of them is usable here too, so that one host
 * that only some can reach does not split honest validators; but only if it counts all that the usable files count, so
 * that the first reporter cannot leave contributions out by choosing whose files to use.
 *
 * @throws {RetryableError} `VALIDATOR_NOT_REPORTABLE_YET` while the inputs can still change, so that it makes no difference
 *   when a validator looks; `VALIDATOR_TOO_FEW_FILES` when fewer files than the quorum can be used now.
 * @throws {InvalidInputError} the `REWARDS_*` codes of the calculator.
 */
export async function calculateReport(request: ReportRequest): Promise<EpochResult> {
  const { state, previousFiles, firstBitmap } = request;
  requireReportable(state);
  const usable = await fetchUsable(request);
  if (usable.size < state.quorum) {
    throw new RetryableError("VALIDATOR_TOO_FEW_FILES", "Fewer score files than the quorum can be used.", {
      context: { epoch: state.epoch, usable: usable.size, quorum: state.quorum },
      hint: "Try again when more of the validators' hosts answer.",
    });
  }
  const { ledger } = readPrevious(state, previousFiles);
  const chain = toChainInputs(state);
  const calculate = (slots: readonly number[]) => calculateFrom(request, usable, slots);
  const own = calculate([...usable.keys()]);
  const chosen = bitsOf(firstBitmap ?? 0n);
  const isChoiceUsable = chosen.length >= state.quorum && chosen.every((slot) => usable.has(slot));
  if (!isChoiceUsable || chosen.length === usable.size) return own;
  const files = own.scoreFiles.filter(({ commitment }) => chosen.includes(commitment.slot));
  const byChoice = countContributions(
    { contributions: chain.contributions, ledger, quorum: state.quorum },
    files.map(({ file }) => file.scores),
  );
  return countedIn(byChoice) === countedIn(own.counted) ? calculate(chosen) : own;
}

/**
 * Calculates an epoch from exactly the score files that somebody's report names, to see whether the report is right.
 *
 * @throws {RetryableError} `VALIDATOR_NOT_REPORTABLE_YET` as {@link calculateReport}; `VALIDATOR_FILES_MISSING` when one of
 *   the files cannot be used here, now.
 */
export async function recalculateReport(request: ReportRequest, filesBitmap: bigint): Promise<EpochResult> {
  requireReportable(request.state);
  const usable = await fetchUsable(request);
  const slots = bitsOf(filesBitmap);
  const missing = slots.filter((slot) => !usable.has(slot)).length;
  if (missing > 0) {
    throw new RetryableError("VALIDATOR_FILES_MISSING", "Not all score files that the report names can be used.", {
      context: { epoch: request.state.epoch, missing },
      hint: "Try again when those validators' hosts answer.",
    });
  }
  return calculateFrom(request, usable, slots);
}

function requireReportable({ isReportable, epoch }: EpochChainState): void {
  if (isReportable) return;
  throw new RetryableError("VALIDATOR_NOT_REPORTABLE_YET", "The inputs of the report are not final yet.", {
    context: { epoch },
    hint: "Try again when the end of the reveal window and the settlement of the epoch before are final.",
  });
}

/** The score files by slot that can be fetched here and are what they must be. */
async function fetchUsable({ state, blobs }: ReportRequest): Promise<ReadonlyMap<number, Uint8Array>> {
  const usable = new Map<number, Uint8Array>();
  for (const revealed of state.revealed.filter(({ slot }) => !hasBit(state.ejectedBitmap, slot))) {
    const bytes = await fetchScoreFile(revealed, state, blobs);
    if (bytes !== undefined) usable.set(revealed.slot, bytes);
  }
  return usable;
}

function calculateFrom(
  { state, previousFiles }: ReportRequest,
  usable: ReadonlyMap<number, Uint8Array>,
  slots: readonly number[],
): EpochResult {
  const scoreFiles = slots.flatMap((slot) => usable.get(slot) ?? []);
  return calculateEpoch({ chain: toChainInputs(state), files: { scoreFiles, previous: previousFiles } });
}

function countedIn(counted: CountedUnits): number {
  return counted.filter((units) => units !== NOT_COUNTED).length;
}

/**
 * What the last active report leaves to this epoch.
 *
 * @throws {RetryableError} `VALIDATOR_PREVIOUS_BUNDLE_MISSING`.
 * @throws {InvalidInputError} the codes of {@link openPrevious}.
 */
export function readPrevious(state: Pick<EpochChainState, "previous">, files: PreviousFiles | null): PreviousState {
  const { previous } = state;
  if (previous === null || files !== null) return openPrevious(previous, files);
  throw new RetryableError("VALIDATOR_PREVIOUS_BUNDLE_MISSING", "The bundle of the last active report is missing.", {
    context: { epoch: previous.epoch },
    hint: "Fetch it from one of the addresses in the RootSubmitted events of that epoch.",
  });
}

async function fetchScoreFile(
  { validator, hash }: RevealedFile,
  { chainId, contracts, contributions, epoch, parameters, snapshotBlock }: EpochChainState,
  blobs: BlobStore,
): Promise<Uint8Array | undefined> {
  try {
    // Without a bound in keeping with the contributions one validator's file could fill the memory of all others.
    const bytes = await readBytes(await blobs.get(hash), scoreFileBytes(contributions.length));
    const { rulesetHash } = parameters;
    checkScoreFile(decodeScoreFile(bytes), {
      chainId,
      registry: contracts.registry,
      epoch,
      validator,
      rulesetHash,
      snapshotBlock,
    });
    return bytes;
  } catch (error) {
    if (error instanceof CollectiveError) return undefined;
    throw error;
  }
}
