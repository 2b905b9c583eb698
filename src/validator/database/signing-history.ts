import { bytesToHex, hexToBytes } from "../../primitives/bytes.ts";
import { InvalidInputError } from "../../primitives/errors.ts";
import { addressToBytes, toHex32, type Address, type Hex32 } from "../../primitives/identifiers.ts";
import { corruptDatabase } from "./database-error.ts";
import { openStatementLog, readStatements, type LogEntry, type StatementLog } from "./statement-log.ts";
import type { ValidatorDatabase } from "./validator-database.ts";

/** Something that a validator says under its name, once for each epoch and attempt. `attempt` is 0 for scores. */
export type Statement = {
  readonly kind: "scores" | "report" | "veto";
  readonly epoch: number;
  readonly attempt: number;
  readonly digest: Hex32;
};

/** Whose history it is. */
export type Signer = { readonly validator: Address; readonly chainId: bigint; readonly distributor: Address };

/** What a validator has said. Nothing may be signed that was not stated here first. */
export type SigningHistory = {
  /**
   * Remembers a statement before it is signed: it is on the disk when this resolves, and can be signed then, `repeated` or
   * not.
   *
   * @throws {InvalidInputError} `VALIDATOR_CONFLICTING_STATEMENT` when something else was stated for the same kind, epoch and
   * attempt; `VALIDATOR_HISTORY_MISSING` when there is no history.
   */
  readonly state: (statement: Statement) => Promise<"new" | "repeated">;
  /** By kind and attempt. */
  readonly statementsOf: (epoch: number) => Promise<readonly Statement[]>;
  /** The epoch that ran when the history was made; undefined when there is none. */
  readonly begunAt: () => Promise<number | undefined>;
  /** Makes the history, once. @throws {InvalidInputError} `VALIDATOR_HISTORY_EXISTS`. */
  readonly begin: (epoch: number) => Promise<void>;
};

/**
 * Opens the history of one validator on one collective. In a folder every statement is kept twice, in the tables and in
 * `statements.log`, because PostgreSQL takes a damaged end of its own log for the end: here it shows.
 *
 * @throws {InvalidInputError} `VALIDATOR_OTHER_HISTORY` when the database belongs to another validator, chain or collective;
 * `VALIDATOR_DATABASE_CORRUPT` when the tables lack what the log has.
 */
export async function openSigningHistory(database: ValidatorDatabase, signer: Signer): Promise<SigningHistory> {
  const log = await reconcile(database);
  await requireSigner(database, signer);
  return {
    state: (statement) => state(database, log, statement),
    statementsOf: (epoch) => readAll(database, epoch),
    begunAt: () => readBegun(database),
    begin: (epoch) => begin(database, log, signer, epoch),
  };
}

async function state(
  database: ValidatorDatabase,
  log: StatementLog | undefined,
  { kind, epoch, attempt, digest }: Statement,
): Promise<"new" | "repeated"> {
  if ((await readBegun(database)) === undefined) {
    throw new InvalidInputError("VALIDATOR_HISTORY_MISSING", "Expected a signing history.", {
      hint: "Restore the database. If this validator has never signed, or never will again elsewhere, run it with --new-history.",
    });
  }
  const bytes = hexToBytes(digest);
  const outcome = await database.change(async (tables) => {
    const key = { kind, epoch, attempt };
    const { numInsertedOrUpdatedRows: added = 0n } = await tables
      .insertInto("statements")
      .values({ ...key, digest: bytes })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (added === 1n) return "new" as const;
    // Another transaction may have stated it meanwhile: it has ended by now, or the insertion would still wait for it.
    const before = await tables
      .selectFrom("statements")
      .select("digest")
      .where("kind", "=", kind)
      .where("epoch", "=", epoch)
      .where("attempt", "=", attempt)
      .executeTakeFirst();
    if (before === undefined) throw corruptDatabase("STATEMENT_WITHOUT_ROW");
    if (bytesToHex(before.digest) === digest) return "repeated" as const;
    throw new InvalidInputError("VALIDATOR_CONFLICTING_STATEMENT", "Something else was stated here before.", {
      context: { kind, epoch, attempt, before: bytesToHex(before.digest), now: digest },
      hint: "Sign nothing for it. Two statements of one validator are proof against it.",
    });
  });
  // A repeated one too: the first time may have ended between the tables and the log.
  await log?.keep({ kind, epoch, attempt, digest });
  return outcome;
}

async function readAll(database: ValidatorDatabase, epoch?: number): Promise<Statement[]> {
  const rows = await database.read((tables) => {
    const all = tables.selectFrom("statements").selectAll();
    return (epoch === undefined ? all : all.where("epoch", "=", epoch)).orderBy("kind").orderBy("attempt").execute();
  });
  return rows.map(({ digest, ...key }) => ({
    ...key,
    // The table takes no other kinds.
    kind: key.kind as Statement["kind"],
    digest: toHex32(bytesToHex(digest)),
  }));
}

async function readBegun(database: ValidatorDatabase): Promise<number | undefined> {
  const row = await database.read((tables) => tables.selectFrom("history").select("begun_at").executeTakeFirst());
  return row?.begun_at;
}

async function begin(
  database: ValidatorDatabase,
  log: StatementLog | undefined,
  { validator, chainId, distributor }: Signer,
  epoch: number,
): Promise<void> {
  const row = {
    validator: addressToBytes(validator),
    chain_id: chainId.toString(),
    distributor: addressToBytes(distributor),
    begun_at: epoch,
  };
  const { numInsertedOrUpdatedRows: added = 0n } = await database.change((tables) =>
    tables
      .insertInto("history")
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst(),
  );
  if (added === 0n) {
    throw new InvalidInputError("VALIDATOR_HISTORY_EXISTS", "There is a signing history already.", {
      hint: "Run without --new-history.",
    });
  }
  await log?.keep({ kind: "begun", epoch });
}

async function requireSigner(database: ValidatorDatabase, signer: Signer): Promise<void> {
  const row = await database.read((tables) =>
    tables.selectFrom("history").select(["validator", "chain_id", "distributor"]).executeTakeFirst(),
  );
  if (row === undefined) return;
  const isSame =
    bytesToHex(row.validator) === signer.validator &&
    row.chain_id === signer.chainId.toString() &&
    bytesToHex(row.distributor) === signer.distributor;
  if (isSame) return;
  throw new InvalidInputError("VALIDATOR_OTHER_HISTORY", "Expected the history of this validator on this collective.", {
    context: { validator: bytesToHex(row.validator), chainId: row.chain_id, distributor: bytesToHex(row.distributor) },
    hint: "Give each validator and each collective a database of its own.",
  });
}

/** Compares both copies. The tables are written first, so the log never has more; what it lacks is put down now. */
async function reconcile(database: ValidatorDatabase): Promise<StatementLog | undefined> {
  const { folder } = database;
  if (folder === undefined) return undefined;
  const begun = await readBegun(database);
  const statements = await readAll(database);
  const kept: LogEntry[] = [...(begun === undefined ? [] : [{ kind: "begun", epoch: begun } as const]), ...statements];
  const names = new Set(kept.map(nameOf));
  const logged = await readStatements(folder);
  if (!logged.every((entry) => names.has(nameOf(entry)))) throw corruptDatabase("STATEMENTS_MISSING");
  const log = await openStatementLog(folder);
  for (const entry of kept) await log.keep(entry);
  return log;
}

function nameOf(entry: LogEntry): string {
  if (entry.kind === "begun") return `begun ${entry.epoch}`;
  return `${entry.kind} ${entry.epoch} ${entry.attempt} ${entry.digest}`;
}
