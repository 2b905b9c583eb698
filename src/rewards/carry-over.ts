import { InvalidInputError } from "../primitives/errors.ts";
import { sha256Hex } from "../primitives/hash.ts";
import { countContributions, ledgerAfter } from "./count-contributions.ts";
import { parseJson } from "./document-reader.ts";
import type { FileInputs, PreviousEpoch } from "./epoch-inputs.ts";
import { hashInputs, readInputs } from "./inputs-document.ts";
import { decodeLeaves } from "./leaves-file.ts";
import { openScoreFiles } from "./open-score-files.ts";

/** The files of a bundle that the next epoch is computed from. */
export type PreviousBundle = {
  /** `manifest.json`. */
  readonly manifest: Uint8Array;
  /** `leaves.bin`. */
  readonly leavesFile: Uint8Array;
  /** `scores/<validator>.json`, in any order; others than those that the report used do no harm. */
  readonly scoreFiles: readonly Uint8Array[];
};

/**
 * Takes from the bundle of the last active report what the next epoch starts from.
 *
 * The bundle needs no trust: its inputs, its leaves and its score files are checked against the hashes that the quorum
 * agreed on (`previous`, from the chain), and what was counted is counted again.
 *
 * @throws {InvalidInputError} `REWARDS_CARRY_OVER_MISMATCH` when a hash differs or a score file is missing, and the
 * codes of the readers.
 */
export function carryOver(
  previous: PreviousEpoch,
  bundle: PreviousBundle,
): Pick<FileInputs, "previousLeaves" | "previousCounted"> {
  const manifest = parseJson(bundle.manifest);
  const inputs = typeof manifest === "object" && manifest !== null && "inputs" in manifest ? manifest.inputs : null;
  const document = readInputs(inputs);
  requireMatch(hashInputs(document) === previous.inputsHash, "inputs", previous.epoch);
  requireMatch(sha256Hex(bundle.leavesFile) === previous.artifactHash, "leaves.bin", previous.epoch);
  const byHash = new Map(bundle.scoreFiles.map((bytes) => [sha256Hex(bytes), bytes]));
  const used = document.scoreFiles.flatMap(({ hash }) => byHash.get(hash) ?? []);
  const files = openScoreFiles(used, document.scoreFiles, {
    chainId: document.chainId,
    registry: document.contracts.registry,
    epoch: document.epoch,
    rulesetHash: document.parameters.rulesetHash,
    snapshotBlock: document.snapshotBlock,
  });
  requireMatch(files.length === document.scoreFiles.length, "scores", previous.epoch);
  const counted = countContributions(
    document,
    files.map(({ file }) => file),
  );
  return {
    previousLeaves: decodeLeaves(bundle.leavesFile).leaves,
    previousCounted: ledgerAfter(document, counted),
  };
}

function requireMatch(holds: boolean, part: string, epoch: number): void {
  if (holds) return;
  throw new InvalidInputError("REWARDS_CARRY_OVER_MISMATCH", `Expected the ${part} that the last report agreed on.`, {
    context: { part, epoch },
    hint: "Fetch the previous bundle again, or from another host.",
  });
}
