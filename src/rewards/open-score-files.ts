import { InvalidInputError } from "../primitives/errors.ts";
import { sha256Hex } from "../primitives/hash.ts";
import type { ScoreCommitment } from "./epoch-inputs.ts";
import { checkScoreFile, decodeScoreFile, type ScoreFile, type ScoreFileContext } from "./score-file.ts";

/** A score file together with the commitment its bytes hash to. */
export type OpenedScoreFile = {
  readonly commitment: ScoreCommitment;
  readonly file: ScoreFile;
  readonly bytes: Uint8Array;
};

/**
 * Reads the score files of an epoch and finds the commitment of each; ascending by slot, whatever order they come in.
 *
 * @throws {InvalidInputError} `REWARDS_SCORES_NOT_COMMITTED` when no commitment has the hash of a file's bytes,
 * `REWARDS_DUPLICATE` when a file comes twice, and the codes of {@link decodeScoreFile} and {@link checkScoreFile}.
 */
export function openScoreFiles(
  files: readonly Uint8Array[],
  commitments: readonly ScoreCommitment[],
  context: Omit<ScoreFileContext, "validator">,
): OpenedScoreFile[] {
  const opened = files.map((bytes) => openScoreFile(bytes, commitments, context));
  opened.sort((a, b) => a.commitment.slot - b.commitment.slot);
  const twice = opened.find((file, i) => file.commitment.slot === opened[i - 1]?.commitment.slot);
  if (twice === undefined) return opened;
  throw new InvalidInputError("REWARDS_DUPLICATE", "Expected each validator's score file once.", {
    context: { validator: twice.commitment.validator },
  });
}

function openScoreFile(
  bytes: Uint8Array,
  commitments: readonly ScoreCommitment[],
  context: Omit<ScoreFileContext, "validator">,
): OpenedScoreFile {
  const hash = sha256Hex(bytes);
  const file = decodeScoreFile(bytes);
  // Two validators may commit to one hash, but only one of them is named in the file.
  const commitment = commitments.find((item) => item.hash === hash && item.validator === file.validator);
  if (commitment === undefined) {
    throw new InvalidInputError("REWARDS_SCORES_NOT_COMMITTED", "Expected a score file that its validator revealed.", {
      context: { validator: file.validator, epoch: context.epoch },
      hint: "Fetch the file from the address in ScoresRevealed again, or leave it out of the report.",
    });
  }
  checkScoreFile(file, { ...context, validator: commitment.validator });
  return { commitment, file, bytes };
}
