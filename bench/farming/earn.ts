import { readArchive } from "../../src/export/read-archive.ts";
import { toAddress } from "../../src/primitives/identifiers.ts";
import { applyDelta, createNoveltyLedger, type NoveltyLedger } from "../../src/scoring/novelty.ts";
import { rulesetV1 } from "../../src/scoring/ruleset.ts";
import { measureArchive, scoreArchive, type ArchiveContext } from "../../src/scoring/score-archive.ts";
import type { Score } from "../../src/scoring/settle-archive.ts";
import type { Talk } from "./write-export.ts";

/** A zip as somebody contributes it. */
export type Contribution = { readonly zip: Uint8Array<ArrayBuffer>; readonly owner: number };

const FINGERPRINT_KEY = Uint8Array.from({ length: 16 }, (_, i) => 7 * i);
const SUBMITTED_AT = 1_790_000_000;

/** Fingerprints of all conversations of an export, those that several have counted in each. */
export async function fingerprintsOf(zip: Uint8Array<ArrayBuffer>): Promise<number> {
  const { measures } = await measureArchive(await readArchive(new Blob([zip])), contextOf(1));
  return measures.reduce((sum, { fingerprints }) => sum + fingerprints.length, 0);
}

/** Scores a contribution as validators do, fully proven, against what was counted before; the ledger is not changed. */
export async function earn({ zip, owner }: Contribution, novelty: NoveltyLedger): Promise<Score> {
  return scoreArchive(await readArchive(new Blob([zip])), { ...contextOf(owner), novelty });
}

function contextOf(owner: number): ArchiveContext {
  return {
    ruleset: rulesetV1,
    fingerprintKey: FINGERPRINT_KEY,
    tier: "idTokenAndChallenge",
    owner: toAddress(`0x${owner.toString(16).padStart(40, "0")}`),
    submittedAt: SUBMITTED_AT,
  };
}

/** Scores contributions one after another, counting each. */
export async function earnInTurn(contributions: readonly Contribution[], novelty = createNoveltyLedger()) {
  let units = 0;
  for (const contribution of contributions) {
    const score = await earn(contribution, novelty);
    applyDelta(novelty, score.delta);
    units += score.units;
  }
  return { units, novelty };
}

/** The talks of an export, by the reader that validators use. */
export async function readTalks(zip: Uint8Array<ArrayBuffer>): Promise<Talk[]> {
  const talks: Talk[] = [];
  for await (const { id, createdAt, messages } of (await readArchive(new Blob([zip]))).conversations) {
    const spoken = messages.flatMap(({ role, text, hidden }) =>
      !hidden && text !== "" && (role === "user" || role === "assistant") ? [{ role, text }] : [],
    );
    talks.push({ id, createdAt: createdAt ?? 0, messages: spoken });
  }
  return talks.sort((a, b) => a.createdAt - b.createdAt);
}
