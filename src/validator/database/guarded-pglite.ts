import type { PGlite, QueryOptions, Results, Transaction } from "@electric-sql/pglite";
import type { DiskState } from "./synced-file-system.ts";

/** The part of PGlite that is used. */
export type GuardedPglite = Pick<PGlite, "query" | "exec" | "transaction" | "close"> & {
  readonly closed: boolean;
  readonly ready: boolean;
  readonly waitReady: Promise<void>;
};

/**
 * PGlite that does nothing any more once its server has given up: the memory of such a server is not what a restart would
 * find, so nothing may be read from it or be built on it.
 */
export function guardedPglite(pglite: PGlite, disk: DiskState): GuardedPglite {
  let end: unknown;
  const guard = async <Result>(action: () => Promise<Result>): Promise<Result> => {
    if (end !== undefined) throw ended(end, disk);
    try {
      return await action();
    } catch (error) {
      // An answer of the server has a SQLSTATE; Kysely rolls back with nothing.
      if (error === undefined || isAnswer(error)) throw error;
      end = error;
      throw ended(end, disk);
    }
  };
  const query = <Row>(text: string, parameters?: unknown[], options?: QueryOptions): Promise<Results<Row>> =>
    guard(() => pglite.query<Row>(text, parameters, options));
  const guardTransaction = (transaction: Transaction): Transaction => {
    const inside: Pick<Transaction, "query"> = {
      query: (text, parameters, options) => guard(() => transaction.query(text, parameters, options)),
    };
    return Object.assign(Object.create(transaction) as Transaction, inside);
  };
  return {
    query,
    exec: (text, options) => guard(() => pglite.exec(text, options)),
    transaction: (action) => guard(() => pglite.transaction((transaction) => action(guardTransaction(transaction)))),
    close: async () => {
      // A server that has ended has nothing to write any more, and would only fail again.
      if (end === undefined && !pglite.closed) await pglite.close();
    },
    get closed() {
      return end === undefined && pglite.closed;
    },
    get ready() {
      return pglite.ready;
    },
    waitReady: pglite.waitReady,
  };
}

function isAnswer(error: unknown): boolean {
  const code = (error as { readonly code?: unknown }).code;
  return typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) && !code.startsWith("E");
}

function ended(cause: unknown, { failure }: DiskState): Error {
  return Object.assign(new Error("The server in this process has ended.", { cause }), { code: failure ?? "ENDED" });
}
