import { readEpoch } from "../../chain/read-epoch.ts";
import { sha256Hex } from "../../primitives/hash.ts";
import { toHex32 } from "../../primitives/identifiers.ts";
import { readPrevious } from "../calculate-report.ts";
import type { ScoredWork } from "../database/epoch-records.ts";
import { scoreEpoch } from "../score-epoch.ts";
import { findPrevious } from "./find-previous.ts";
import type { NodeMeans } from "./node-means.ts";

/**
 * What this validator found in an epoch: scored now, or what was kept when it was scored before. The epochs before it
 * must have been taken over from the chain. It is kept before anything of it is used, since its salt comes from chance.
 *
 * @throws {CollectiveError} what {@link readEpoch}, {@link findPrevious} and {@link scoreEpoch} throw.
 */
export async function scoredWork(epoch: number, means: NodeMeans): Promise<ScoredWork> {
  const { collective, record, validator, epochs } = means;
  const kept = await epochs.find(epoch);
  if (kept !== undefined) return kept;
  const state = await readEpoch(collective, record, epoch);
  const { ledger } = readPrevious(state, await findPrevious(state, means));
  const request = { state, ledger, novelty: means.novelty(), validator, salt: means.salt() };
  const scored = await scoreEpoch(request, means.scoring);
  const work = { epoch, sha256: toHex32(sha256Hex(scored.file)), ...scored };
  await epochs.save(work);
  return work;
}
