import type { Transaction } from "kysely";
import { z } from "zod";
import { bytesToHex, hexToBytes } from "../../primitives/bytes.ts";
import { InvalidInputError } from "../../primitives/errors.ts";
import { sha256Hex } from "../../primitives/hash.ts";
import { hex32Schema } from "../../primitives/hex-schemas.ts";
import { toHex32, type Hex32 } from "../../primitives/identifiers.ts";
import type { PendingDelta, ScoredEpoch } from "../score-epoch.ts";
import { corruptDatabase } from "./database-error.ts";
import { decodeDelta, encodeDelta } from "./novelty-delta.ts";
import { addToTables } from "./novelty-records.ts";
import type { Tables } from "./tables.ts";
import type { ValidatorDatabase } from "./validator-database.ts";

/** A validator's work of one epoch, as it is kept. */
export type ScoredWork = ScoredEpoch & {
  readonly epoch: number;
  /** Of the file. */
  readonly sha256: Hex32;
};

/** What the epochs brought, one after the other. */
export type EpochRecords = {
  /**
   * Keeps the work of an epoch, for good: what was committed must be revealed. May be repeated with the same file.
   *
   * @throws {InvalidInputError} `VALIDATOR_EPOCH_SCORED_BEFORE` when another file was kept; `VALIDATOR_EPOCH_SETTLED`.
   */
  readonly save: (work: ScoredWork) => Promise<void>;
  /** Without deltas once the epoch is settled. @throws {InvalidInputError} `VALIDATOR_DATABASE_CORRUPT`. */
  readonly find: (epoch: number) => Promise<ScoredWork | undefined>;
  /** The last epoch whose deltas were added; 0 before the first. */
  readonly settledThrough: () => Promise<number>;
  /**
   * In one transaction: adds the deltas of the versions that were counted to the novelty tables, in the order in which they
   * were scored, forgets the others and moves to this epoch. Does nothing when the epoch was settled before.
   *
   * @param counted - the version of each contribution that was counted in the epoch.
   * @throws {InvalidInputError} `VALIDATOR_EPOCH_OUT_OF_ORDER` when it is not the one after the last.
   */
  readonly settle: (epoch: number, counted: ReadonlyMap<Hex32, number>) => Promise<void>;
  /** Moves past an epoch that has no root; keeps none of its deltas. @throws {InvalidInputError} as `settle` does. */
  readonly skip: (epoch: number) => Promise<void>;
};

const unavailableList = z.array(z.object({ id: hex32Schema, code: z.string() }).strict());

/** The epochs in a validator's database. */
export function epochRecords(database: ValidatorDatabase): EpochRecords {
  const settle: EpochRecords["settle"] = async (epoch, counted) => {
    await database.change((tables) => moveTo(tables, epoch, counted));
    await database.checkpoint();
  };
  return {
    save: (work) => database.change((tables) => save(tables, work)),
    find: (epoch) => find(database, epoch),
    settledThrough: async () =>
      (await database.read((tables) => tables.selectFrom("cursor").select("settled_through").executeTakeFirstOrThrow()))
        .settled_through,
    settle,
    skip: (epoch) => settle(epoch, new Map()),
  };
}

async function save(tables: Transaction<Tables>, work: ScoredWork): Promise<void> {
  const { epoch, file, sha256, deltas, unavailable } = work;
  if (epoch <= (await lockCursor(tables))) {
    throw new InvalidInputError("VALIDATOR_EPOCH_SETTLED", "Expected an epoch that is not settled.", {
      context: { epoch },
    });
  }
  const before = await tables.selectFrom("epochs").select("sha256").where("epoch", "=", epoch).executeTakeFirst();
  if (before !== undefined) {
    if (bytesToHex(before.sha256) === sha256) return;
    throw new InvalidInputError("VALIDATOR_EPOCH_SCORED_BEFORE", "Another score file is kept for this epoch.", {
      context: { epoch, before: bytesToHex(before.sha256), now: sha256 },
      hint: "Commit and reveal that one.",
    });
  }
  await tables
    .insertInto("epochs")
    .values({ epoch, file, sha256: hexToBytes(sha256), unavailable: JSON.stringify(unavailable) })
    .execute();
  for (const [position, { id, version, delta }] of deltas.entries()) {
    await tables
      .insertInto("pending_deltas")
      .values({ epoch, position, contribution: hexToBytes(id), version, delta: encodeDelta(delta) })
      .execute();
  }
}

async function find(database: ValidatorDatabase, epoch: number): Promise<ScoredWork | undefined> {
  return database.read(async (tables) => {
    const row = await tables.selectFrom("epochs").selectAll().where("epoch", "=", epoch).executeTakeFirst();
    if (row === undefined) return undefined;
    const file = Uint8Array.from(row.file);
    const sha256 = toHex32(bytesToHex(row.sha256));
    if (sha256Hex(file) !== sha256) throw corruptDatabase("SCORE_FILE");
    const unavailable = unavailableList.parse(JSON.parse(row.unavailable));
    return { epoch, file, sha256, unavailable, deltas: await readDeltas(tables, epoch) };
  });
}

type Reader = Pick<Transaction<Tables>, "selectFrom">;

async function readDeltas(tables: Reader, epoch: number): Promise<PendingDelta[]> {
  const rows = await tables
    .selectFrom("pending_deltas")
    .select(["contribution", "version", "delta"])
    .where("epoch", "=", epoch)
    .orderBy("position")
    .execute();
  return rows.map(({ contribution, version, delta }) => ({
    id: toHex32(bytesToHex(contribution)),
    version,
    delta: decodeDelta(delta),
  }));
}

async function moveTo(tables: Transaction<Tables>, epoch: number, counted: ReadonlyMap<Hex32, number>): Promise<void> {
  const settled = await lockCursor(tables);
  if (epoch <= settled) return;
  if (epoch !== settled + 1) {
    throw new InvalidInputError("VALIDATOR_EPOCH_OUT_OF_ORDER", "Expected the epoch after the last settled one.", {
      context: { epoch, settled },
      hint: "Settle or skip the epochs between them first.",
    });
  }
  for (const { id, version, delta } of await readDeltas(tables, epoch)) {
    if (counted.get(id) === version) await addToTables(tables, delta);
  }
  await tables.deleteFrom("pending_deltas").where("epoch", "=", epoch).execute();
  await tables.updateTable("cursor").set({ settled_through: epoch }).execute();
}

/** Until the transaction ends nobody else saves, settles or skips. */
async function lockCursor(tables: Transaction<Tables>): Promise<number> {
  const row = await tables.selectFrom("cursor").select("settled_through").forUpdate().executeTakeFirst();
  if (row === undefined) throw corruptDatabase("CURSOR");
  return row.settled_through;
}
