import { InvalidInputError } from "../../src/primitives/errors.ts";
import { applyDelta, createNoveltyLedger, type NoveltyLedger } from "../../src/scoring/novelty.ts";
import { noveltyInMemory, type NoveltySource } from "../../src/scoring/novelty-source.ts";
import type { PendingDelta } from "../../src/validator/score-epoch.ts";
import type { EpochRecords, ScoredWork } from "../../src/validator/database/epoch-records.ts";
import type { SigningHistory, Statement } from "../../src/validator/database/signing-history.ts";

/** A validator's records without a disk: what survives a restart in tests that keep the object. */
export function memoryRecords(begunAt = 0): {
  readonly history: SigningHistory;
  readonly epochs: EpochRecords;
  readonly novelty: () => NoveltySource;
  readonly statements: readonly Statement[];
  /** What was counted, in its order. */
  readonly counted: readonly PendingDelta[];
} {
  const statements: Statement[] = [];
  const works = new Map<number, ScoredWork>();
  const counted: PendingDelta[] = [];
  let settled = 0;
  const history: SigningHistory = {
    state: (statement) => {
      const { kind, epoch, attempt, digest } = statement;
      const before = statements.find((s) => s.kind === kind && s.epoch === epoch && s.attempt === attempt);
      if (before === undefined) statements.push(statement);
      else if (before.digest !== digest) {
        throw new InvalidInputError("VALIDATOR_CONFLICTING_STATEMENT", "Expected the digest that was stated before.");
      }
      return Promise.resolve(before === undefined ? "new" : "repeated");
    },
    statementsOf: (epoch) => Promise.resolve(statements.filter((statement) => statement.epoch === epoch)),
    begunAt: () => Promise.resolve(begunAt),
    begin: () => Promise.reject(new InvalidInputError("VALIDATOR_HISTORY_EXISTS", "Expected no history.")),
  };
  const epochs: EpochRecords = {
    save: (work) => {
      works.set(work.epoch, work);
      return Promise.resolve();
    },
    find: (epoch) => Promise.resolve(works.get(epoch)),
    settledThrough: () => Promise.resolve(settled),
    settle: (epoch, versions) => {
      if (epoch === settled + 1) {
        const { deltas } = works.get(epoch)!;
        counted.push(...deltas.filter(({ id, version }) => (versions.get(id) ?? 0) >= version));
        settled = epoch;
      }
      return Promise.resolve();
    },
    skip: (epoch) => {
      if (epoch === settled + 1) settled = epoch;
      return Promise.resolve();
    },
  };
  const novelty = (): NoveltySource => {
    const ledger: NoveltyLedger = createNoveltyLedger();
    for (const { delta } of counted) applyDelta(ledger, delta);
    return noveltyInMemory(ledger);
  };
  return { history, epochs, novelty, statements, counted };
}
