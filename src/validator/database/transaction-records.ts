import type { Selectable } from "kysely";
import type {
  FeeOffer,
  JournalledTransaction,
  TransactionJournal,
  TransactionOutcome,
} from "../../chain/transactions/transaction-journal.ts";
import { bytesToHex, hexToBytes } from "../../primitives/bytes.ts";
import { InvalidInputError } from "../../primitives/errors.ts";
import { addressToBytes, bytesToAddress, toHex32 } from "../../primitives/identifiers.ts";
import type { Tables } from "./tables.ts";
import type { ValidatorDatabase } from "./validator-database.ts";

/**
 * The journal of transactions in a validator's database.
 *
 * `begin` throws {@link InvalidInputError} `VALIDATOR_TRANSACTION_UNFINISHED` while one with the same purpose or nonce has not
 * ended, and `VALIDATOR_TRANSACTION_WITHOUT_OFFER`. `addOffer` and `finish` throw `VALIDATOR_TRANSACTION_UNKNOWN` when none
 * with this nonce is unfinished; both may be repeated.
 */
export function transactionRecords(database: ValidatorDatabase): TransactionJournal {
  return {
    unfinished: () => readUnfinished(database),
    begin: (transaction) => begin(database, transaction),
    addOffer: (nonce, offer) => addOffer(database, nonce, offer),
    finish: (nonce, outcome) => finish(database, nonce, outcome),
  };
}

async function readUnfinished(database: ValidatorDatabase): Promise<readonly JournalledTransaction[]> {
  const rows = await database.read((tables) =>
    tables
      .selectFrom("transactions")
      .innerJoin("offers", "offers.transaction_id", "transactions.id")
      .selectAll("transactions")
      .select(["offers.hash as offered", "offers.raw", "offers.max_fee", "offers.max_priority_fee"])
      .where("transactions.status", "is", null)
      .orderBy("transactions.nonce")
      .orderBy("offers.position")
      .execute(),
  );
  const byNonce = Map.groupBy(rows, ({ nonce }) => nonce);
  return [...byNonce.values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : {
          purpose: first.purpose,
          nonce: first.nonce,
          to: bytesToAddress(first.to),
          data: bytesToHex(first.data),
          gasLimit: BigInt(first.gas_limit),
          offers: [first, ...others].map((row) => toOffer({ ...row, hash: row.offered })),
        },
  );
}

function toOffer(row: Pick<Selectable<Tables["offers"]>, "hash" | "raw" | "max_fee" | "max_priority_fee">): FeeOffer {
  return {
    hash: toHex32(bytesToHex(row.hash)),
    raw: bytesToHex(row.raw),
    maxFeePerGas: BigInt(row.max_fee),
    maxPriorityFeePerGas: BigInt(row.max_priority_fee),
  };
}

function toRow(offer: FeeOffer, transaction: number, position: number): Selectable<Tables["offers"]> {
  return {
    transaction_id: transaction,
    position,
    hash: hexToBytes(offer.hash),
    raw: hexToBytes(offer.raw),
    max_fee: offer.maxFeePerGas.toString(),
    max_priority_fee: offer.maxPriorityFeePerGas.toString(),
  };
}

async function begin(database: ValidatorDatabase, transaction: JournalledTransaction): Promise<void> {
  const { purpose, nonce, to, data, gasLimit, offers } = transaction;
  if (offers.length === 0) {
    throw new InvalidInputError("VALIDATOR_TRANSACTION_WITHOUT_OFFER", "Expected a signed transaction.", {
      context: { purpose, nonce },
    });
  }
  await database.change(async (tables) => {
    const added = await tables
      .insertInto("transactions")
      .values({
        purpose,
        nonce,
        to: addressToBytes(to),
        data: hexToBytes(data),
        gas_limit: gasLimit.toString(),
        status: null,
        hash: null,
        block: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("id")
      .executeTakeFirst();
    if (added === undefined) {
      throw new InvalidInputError("VALIDATOR_TRANSACTION_UNFINISHED", "Another transaction has not ended yet.", {
        context: { purpose, nonce },
        hint: "Wait for the unfinished one with this purpose or nonce, or offer a higher fee for it.",
      });
    }
    await tables
      .insertInto("offers")
      .values(offers.map((offer, position) => toRow(offer, added.id, position)))
      .execute();
  });
}

async function addOffer(database: ValidatorDatabase, nonce: number, offer: FeeOffer): Promise<void> {
  await database.change(async (tables) => {
    // Locked, so that two offers never get one position.
    const row = await tables
      .selectFrom("transactions")
      .select("id")
      .where("nonce", "=", nonce)
      .where("status", "is", null)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) throw unknownTransaction(nonce);
    const known = await tables
      .selectFrom("offers")
      .select(["position", "hash"])
      .where("transaction_id", "=", row.id)
      .orderBy("position")
      .execute();
    if (known.some(({ hash }) => bytesToHex(hash) === offer.hash)) return;
    await tables
      .insertInto("offers")
      .values(toRow(offer, row.id, known.length))
      .execute();
  });
}

async function finish(database: ValidatorDatabase, nonce: number, outcome: TransactionOutcome): Promise<void> {
  const { status, block } = outcome;
  const hash = outcome.hash === null ? null : hexToBytes(outcome.hash);
  await database.change(async (tables) => {
    const { numUpdatedRows } = await tables
      .updateTable("transactions")
      .set({ status, hash, block })
      .where("nonce", "=", nonce)
      .where("status", "is", null)
      .executeTakeFirst();
    if (numUpdatedRows === 1n) return;
    const before = await tables
      .selectFrom("transactions")
      .select(["status", "hash"])
      .where("nonce", "=", nonce)
      .orderBy("id", "desc")
      .executeTakeFirst();
    const isRepeated =
      before?.status === status && (before.hash === null ? null : bytesToHex(before.hash)) === outcome.hash;
    if (!isRepeated) throw unknownTransaction(nonce);
  });
}

function unknownTransaction(nonce: number): InvalidInputError {
  return new InvalidInputError("VALIDATOR_TRANSACTION_UNKNOWN", "Expected an unfinished transaction.", {
    context: { nonce },
    hint: "Begin it first; one that has ended is never changed.",
  });
}
