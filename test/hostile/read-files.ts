import { readArchive } from "../../src/export/read-archive.ts";
import { answer, enterJail } from "../../src/jail/inside.ts";
import { CollectiveError } from "../../src/primitives/errors.ts";
import { toAddress } from "../../src/primitives/identifiers.ts";
import { applyDelta, createNoveltyLedger } from "../../src/scoring/novelty.ts";
import { rulesetV1 } from "../../src/scoring/ruleset.ts";
import { measureArchive } from "../../src/scoring/score-archive.ts";
import { settleArchive } from "../../src/scoring/settle-archive.ts";
import type { FileReading } from "./run-readings.ts";

/**
 * The program in the jail: reads, measures and settles one file after another, each behind its length, and says how
 * each ended and what it took. The files share one ledger, as contributions of one epoch do.
 */
const context = {
  ruleset: rulesetV1,
  fingerprintKey: new Uint8Array(16),
  owner: toAddress(`0x${"1".repeat(40)}`),
  submittedAt: 1_790_000_000,
  tier: "idToken" as const,
};
const ledger = createNoveltyLedger();
const readings: Omit<FileReading, "peakMebibytes">[] = [];
for (const file of filesOf(enterJail())) readings.push(await readFile(file));
answer(new TextEncoder().encode(JSON.stringify(readings)));
// Stays a moment, so that the most memory it ever had can be read from outside.
setTimeout(() => undefined, 200);

async function readFile(file: Blob): Promise<Omit<FileReading, "peakMebibytes">> {
  const before = process.cpuUsage();
  const result = await resultOf(file);
  const { user, system } = process.cpuUsage(before);
  return {
    ...result,
    cpuSeconds: (user + system) / 1e6,
    isPolluted: Object.keys(Object.prototype).length > 0 || "polluted" in {},
  };
}

async function resultOf(file: Blob): Promise<Pick<FileReading, "outcome" | "aloneUnits" | "sharedUnits">> {
  try {
    const archive = await readArchive(file);
    const measured = await measureArchive(archive, context);
    const { skipped, repaired } = archive.report();
    const shared = settleArchive(measured, ledger, rulesetV1);
    applyDelta(ledger, shared.delta);
    const alone = settleArchive(measured, createNoveltyLedger(), rulesetV1);
    return { outcome: { skipped, repaired }, aloneUnits: alone.units, sharedUnits: shared.units };
  } catch (error) {
    if (!(error instanceof CollectiveError)) throw error;
    return { outcome: error.code, aloneUnits: 0, sharedUnits: 0 };
  }
}

/** Each piece becomes a Blob at once: a file is in memory once, as in a validator's jail. */
function* filesOf(input: Iterable<Uint8Array<ArrayBuffer>>): Generator<Blob, void, undefined> {
  let parts: Blob[] = [];
  let head = new Uint8Array();
  let missing = -1;
  for (let piece of input) {
    while (piece.length > 0 || missing === 0) {
      if (missing === -1) {
        const taken = piece.subarray(0, 4 - head.length);
        head = new Uint8Array([...head, ...taken]);
        piece = piece.subarray(taken.length);
        if (head.length < 4) continue;
        missing = new DataView(head.buffer).getUint32(0, true);
        head = new Uint8Array();
        continue;
      }
      const taken = piece.subarray(0, missing);
      parts.push(new Blob([taken]));
      piece = piece.subarray(taken.length);
      missing -= taken.length;
      if (missing > 0) continue;
      yield new Blob(parts);
      parts = [];
      missing = -1;
    }
  }
}
