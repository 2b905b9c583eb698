import { toHex32 } from "../../src/primitives/identifiers.ts";
import type { MeasuredArchive } from "../../src/scoring/settle-archive.ts";
import { addToTables, noveltyRecords } from "../../src/validator/database/novelty-records.ts";
import { openDatabase, type DatabasePlace } from "../../src/validator/database/open-database.ts";
import type { ValidatorDatabase } from "../../src/validator/database/validator-database.ts";
import { startClock } from "../readings.ts";
import { fill, fingerprintsAt, sizesOf, type TableSizes } from "./fingerprint-table.ts";

/**
 * Does one thing with the fingerprints of the database at argv[2] (a place as JSON) and prints what it took:
 * `run-fingerprints.ts <place> <command> <first> <second> <third>`.
 */
export type Found = {
  /** Fills the table up to `first` fingerprints, in batches as they come, or at once and then indexed with `second` = 1. */
  readonly fill: { readonly seconds: number } & TableSizes;
  /** Looks `second` fingerprints of one archive up among `first`, half of which are there; others with another `third`. */
  readonly look: Speed & { readonly known: number };
  /** Adds `second` fingerprints, one archive after the other, to `first`. */
  readonly add: Speed;
};

type Speed = {
  readonly perSecond: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakBytes: number;
};

/** About what an archive with 4 MB of JSON brings. */
const IN_ARCHIVE = 20_000;
const cluster = toHex32(`0x${"c1".repeat(32)}`);
const [, , place = "", command = "", ...numbers] = process.argv;
const [first = 0, second = 0, third = 0] = numbers.map(Number);

const commands: { readonly [Name in keyof Found]: (database: ValidatorDatabase) => Promise<Found[Name]> } = {
  fill: async (database) => {
    const begun = performance.now();
    await fill(database, first, second === 1);
    return { seconds: (performance.now() - begun) / 1_000, ...(await sizesOf(database)) };
  },
  look: async (database) => {
    const asked = await askedAmong(database);
    const archive = archiveWith(asked);
    const clock = startClock();
    const { fingerprints } = await noveltyRecords(database).viewFor(archive);
    const usage = clock();
    const known = asked.filter((fingerprint) => fingerprints.has(fingerprint)).length;
    return { ...usage, perSecond: (1_000 * second) / usage.wallMs, known };
  },
  add: async (database) => {
    // Others than those which `look` asks for beyond the end.
    const added = await fingerprintsAt(database, 2 * first + 1 + third * second, second);
    const clock = startClock();
    for (let start = 0; start < second; start += IN_ARCHIVE) {
      const fingerprints = added.slice(start, start + IN_ARCHIVE);
      await database.change((tables) => addToTables(tables, { fingerprints, cluster, days: [] }));
    }
    const usage = clock();
    return { ...usage, perSecond: (1_000 * second) / usage.wallMs };
  },
};

const database = await openDatabase(JSON.parse(place) as DatabasePlace);
console.log(JSON.stringify(await commands[command as keyof Found](database)));
await database.close();

/** Half of them spread over all that are there, the others beyond the end. */
async function askedAmong(database: ValidatorDatabase): Promise<number[]> {
  const half = second / 2;
  const step = Math.max(1, Math.floor(first / half));
  const known = await fingerprintsAt(database, 1 + (third % step), half, step);
  return [...known, ...(await fingerprintsAt(database, first + 1 + third * half, half))];
}

function archiveWith(fingerprints: readonly number[]): MeasuredArchive {
  const measure = { id: "c", time: 0, volume: 0, quality: 0, consistency: 0, reasons: [] };
  return {
    measures: [{ ...measure, fingerprints: Float64Array.from(fingerprints) }],
    cluster,
    bonus: { feedback: 0, metadata: 0, breadth: 0, total: 0 },
    tier: "selfDeclared",
  };
}
