import { readEpoch } from "../../src/chain/read-epoch.ts";
import { sha256Hex } from "../../src/primitives/hash.ts";
import { toHex32 } from "../../src/primitives/identifiers.ts";
import type { EpochResult } from "../../src/rewards/epoch-result.ts";
import { emptyLedger, type Ledger } from "../../src/rewards/ledger.ts";
import { createNoveltyLedger } from "../../src/scoring/novelty.ts";
import { noveltyInMemory } from "../../src/scoring/novelty-source.ts";
import { formatLocator } from "../../src/storage/locator.ts";
import { scoreEpoch, scoringHere, type ScoredEpoch } from "../../src/validator/score-epoch.ts";
import type { collectiveAtWork } from "./collective-at-work.ts";

type AtWork = Awaited<ReturnType<typeof collectiveAtWork>>;

/** Who takes part: the first `count` validators, of whom those in `idle` reveal a file without scores. */
type RevealOptions = {
  readonly count?: number;
  readonly ledger?: Ledger;
  readonly idle?: readonly number[];
};

/** Ends `epoch`; the first `count` validators score, commit and reveal. The reveal window is over afterwards. */
export async function scoreAndReveal(
  work: AtWork,
  epoch: number,
  { count = 4, ledger = emptyLedger, idle = [] }: RevealOptions = {},
): Promise<ScoredEpoch[]> {
  const { collective, record, as, blobs, provider, validators, warpTo, means } = work;
  const endsAt = await collective.schedule.endOf(epoch);
  if (BigInt((await provider.getBlock("latest"))!.timestamp) <= endsAt) await warpTo(endsAt + 1n);
  const state = await readEpoch(collective, record, epoch);
  const scored: ScoredEpoch[] = [];
  for (const [index, { account, address }] of validators.slice(0, count).entries()) {
    const salt = toHex32(`0x${String(index + 1).padStart(64, "0")}`);
    const novelty = noveltyInMemory(createNoveltyLedger());
    const seen = idle.includes(index) ? { ...state, contributions: [] } : state;
    const work = await scoreEpoch(
      { state: seen, ledger, novelty, validator: address, salt },
      scoringHere(means(index)),
    );
    await as(account).commitments.commitScores(epoch, sha256Hex(work.file));
    scored.push(work);
  }
  await warpTo(await collective.schedule.commitEndsAt(epoch));
  for (const [index, { file }] of scored.entries()) {
    const { sha256 } = await blobs.put(file);
    await as(validators[index]!.account).commitments.revealScores(epoch, formatLocator(sha256));
  }
  await warpTo(await collective.schedule.revealEndsAt(epoch));
  return scored;
}

/** The first three validators agree on a report, and it becomes active. */
export async function agreeAndActivate(
  { as, validators, collective, warpTo }: AtWork,
  { report, document }: EpochResult,
): Promise<void> {
  for (const { account } of validators.slice(0, 3)) {
    await as(account).distributor.submitRoot(document.epoch, report, "file:here");
  }
  await warpTo((await collective.distributor.pendingRoot()).activatesAt);
  await as(validators[3]!.account).distributor.activate(document.epoch);
}
