import { InvalidInputError } from "../primitives/errors.ts";
import { sha256Hex } from "../primitives/hash.ts";
import { packLeaves, sumOf, type RewardLeaves } from "../merkle/reward-leaves.ts";
import type { PreviousEpoch, PreviousFiles } from "./epoch-inputs.ts";
import { decodeLeaves } from "./leaves-file.ts";
import { decodeLedger, emptyLedger, type Ledger } from "./ledger.ts";

/** What an epoch starts from: what everybody has earned and what has been counted, up to the last active report. */
export type PreviousState = { readonly leaves: RewardLeaves; readonly ledger: Ledger };

/**
 * Opens the two files of the last active report's bundle that the next epoch is computed from.
 *
 * They need no trust: the report on chain names the hash of the leaves, and these that of the ledger.
 *
 * @throws {InvalidInputError} `REWARDS_PREVIOUS_MISMATCH` when they are not the files that the last active report agreed on,
 * or there is no such report; and the codes of {@link decodeLeaves} and {@link decodeLedger}.
 */
export function openPrevious(previous: PreviousEpoch | null, files: PreviousFiles | null): PreviousState {
  if (previous === null || files === null) {
    requireMatch(previous === files, "report", previous?.epoch ?? 0);
    return { leaves: packLeaves([]), ledger: emptyLedger };
  }
  const { epoch, artifactHash, leafCount, totalCumulativeWei } = previous;
  requireMatch(sha256Hex(files.leavesFile) === artifactHash, "leaves.bin", epoch);
  const { header, leaves } = decodeLeaves(files.leavesFile);
  requireMatch(leaves.count === leafCount && sumOf(leaves) === totalCumulativeWei, "leaves.bin", epoch);
  requireMatch(sha256Hex(files.ledgerFile) === header.ledgerHash, "ledger.bin", epoch);
  return { leaves, ledger: decodeLedger(files.ledgerFile).ledger };
}

function requireMatch(holds: boolean, part: string, epoch: number): void {
  if (holds) return;
  throw new InvalidInputError("REWARDS_PREVIOUS_MISMATCH", `Expected the ${part} that the last report agreed on.`, {
    context: { part, epoch },
    hint: "Fetch the previous bundle again, or from another host.",
  });
}
