import { followEvents } from "../../chain/follow-events.ts";
import { statementSources, toStatement, type ChainStatement } from "../../chain/statement-history.ts";
import { InvalidInputError } from "../../primitives/errors.ts";
import type { SigningHistory, Statement } from "../database/signing-history.ts";
import type { NodeMeans } from "./node-means.ts";

/** Compares everything that was ever said in a validator's name with its signing history. */
export type StatementWatch = {
  /**
   * Goes on to `toBlock`, which must be final, from the deployment or the last call on.
   *
   * @throws {InvalidInputError} `VALIDATOR_KEY_USED_ELSEWHERE` at a statement that the history does not have.
   */
  readonly advance: (toBlock: number) => Promise<void>;
};

/** Watches a validator's statements; about the epochs before its history began an earlier one may have known more. */
export function watchStatements(
  means: Pick<NodeMeans, "collective" | "record" | "validator" | "history">,
): StatementWatch {
  const { collective, record, validator, history } = means;
  const followers = statementSources(collective, validator).map((source) =>
    followEvents(source, record.deployedAtBlock, async (events) => {
      const [unknown] = await unknownOf(events.map(toStatement), history);
      if (unknown === undefined) return;
      const { kind, epoch, attempt, digest } = unknown;
      throw new InvalidInputError("VALIDATOR_KEY_USED_ELSEWHERE", "The chain has a statement that the history lacks.", {
        context: { kind, epoch, attempt, digest },
        hint: "Sign nothing. Either this is an older copy of the database, or another node has this key.",
      });
    }),
  );
  return {
    advance: async (toBlock) => {
      for (const follower of followers) await follower.advance(toBlock);
    },
  };
}

/** Those of a validator's statements on chain that its history should have, and has not. */
export async function unknownOf(
  said: readonly ChainStatement[],
  history: Pick<SigningHistory, "begunAt" | "statementsOf">,
): Promise<ChainStatement[]> {
  const begunAt = (await history.begunAt()) ?? Number.POSITIVE_INFINITY;
  const unknown: ChainStatement[] = [];
  for (const [epoch, statements] of Map.groupBy(said, ({ epoch }) => epoch)) {
    // Of the epoch that ran when the history began nothing could be said before.
    if (epoch < begunAt) continue;
    const known = await history.statementsOf(epoch);
    unknown.push(...statements.filter((statement) => !known.some((own) => isSame(statement, own))));
  }
  return unknown;
}

function isSame({ kind, attempt, digest }: ChainStatement, own: Statement): boolean {
  return own.kind === kind && own.attempt === attempt && (digest === null || own.digest === digest);
}
