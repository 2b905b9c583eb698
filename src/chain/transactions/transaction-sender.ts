import { setTimeout } from "node:timers/promises";
import { InvariantError, RetryableError } from "../../primitives/errors.ts";
import { toAddress } from "../../primitives/identifiers.ts";
import { oneAtATime } from "../../primitives/one-at-a-time.ts";
import { broadcast } from "./broadcast.ts";
import { prepareFiller, prepareTransaction } from "./prepare-transaction.ts";
import { Pursuit, type Settled, type Sight } from "./pursue-transaction.ts";
import type { SenderContext, SenderOptions, WantedTransaction } from "./sender-options.ts";
import type { JournalledTransaction, TransactionOutcome } from "./transaction-journal.ts";

/** Stands in for the purpose where a trouble is that of no single transaction. */
const NO_PURPOSE = "(all)";

type Wait = { settled?: Settled };

/**
 * Sends the transactions of one account, each once, through crashes, lost answers, full pools and reorganisations.
 *
 * What is signed is in the journal before any node sees it, and keeps its nonce until that nonce is used for good. A purpose
 * that is in the journal is never signed under a second nonce.
 */
export class TransactionSender {
  readonly #context: SenderContext;
  readonly #pursuit: Pursuit;
  readonly #queue = oneAtATime();
  /** Who waits for the transaction with a nonce, and for what; those that wait for the same share it. */
  readonly #waits = new Map<number, Wait>();
  readonly #told: Set<string>;

  private constructor(context: SenderContext, told: Set<string>) {
    this.#context = context;
    this.#told = told;
    this.#pursuit = new Pursuit(context);
  }

  /** Makes a sender for the account of `options.signer`. Sends nothing; what a run before left is for {@link resume}. */
  static async open({ onTrouble, ...options }: SenderOptions): Promise<TransactionSender> {
    const told = new Set<string>();
    const context: SenderContext = {
      ...options,
      from: toAddress(await options.signer.getAddress()),
      tell: (trouble, purpose) => {
        const key = `${purpose ?? NO_PURPOSE}: ${trouble.code}`;
        if (!told.has(key)) onTrouble?.(trouble, purpose);
        told.add(key);
      },
    };
    return new TransactionSender(context, told);
  }

  /**
   * Signs, writes down and broadcasts a transaction; one that is under way for the same purpose is taken over instead.
   *
   * @throws {CollectiveError} `CHAIN_REVERTED` when the contract would refuse it now; `CHAIN_NO_FUNDS`; what reading throws.
   *   Then nothing was signed.
   * @throws {InvariantError} `CHAIN_PURPOSE_REUSED` when another call is under way for the same purpose.
   */
  async begin(wanted: WantedTransaction): Promise<JournalledTransaction> {
    return this.#queue(async () => {
      const unfinished = await this.#context.journal.unfinished();
      const same = unfinished.find(({ purpose }) => purpose === wanted.purpose);
      if (same !== undefined) return adopted(same, wanted);
      await this.#context.chain.look();
      const transaction = await prepareTransaction(this.#context, wanted, unfinished);
      await this.#start(transaction);
      return transaction;
    });
  }

  /**
   * Looks after every transaction that is under way, and gives those that came to their end.
   *
   * @throws {CollectiveError} what reading throws; nothing is lost by calling again.
   */
  async advance(): Promise<readonly Settled[]> {
    return this.#queue(async () => {
      const { chain, from, journal } = this.#context;
      const unfinished = await journal.unfinished();
      if (unfinished.length === 0) return [];
      const { head, final } = await chain.look();
      const sight = { head, final, count: await chain.getTransactionCount(from, "latest") };
      await this.#fillGap(unfinished, sight);
      const ended: Settled[] = [];
      for (const transaction of unfinished) {
        const settled = await this.#pursuit.step(transaction, sight);
        if (settled === undefined) continue;
        ended.push(settled);
        const wait = this.#waits.get(transaction.nonce);
        if (wait !== undefined) wait.settled = settled;
        this.#waits.delete(transaction.nonce);
      }
      // The endpoints agree: the next time that they do not is told again.
      for (const key of this.#told) if (key.startsWith(NO_PURPOSE)) this.#told.delete(key);
      return ended;
    });
  }

  /**
   * Makes a call and waits until it is final.
   *
   * @param signal - stops the waiting; the transaction goes on at the next {@link resume} or `send` for the same purpose.
   * @throws {InvalidInputError} `CHAIN_REVERTED` with the contract's reason in words.
   * @throws {RetryableError} `CHAIN_NONCE_TAKEN`, `CHAIN_OUT_OF_GAS`, `CHAIN_NO_FUNDS`; `CHAIN_SENDER_STOPPED`.
   * @throws {InvariantError} `CHAIN_FINAL_BLOCK_REPLACED`; `CHAIN_PURPOSE_REUSED`.
   */
  async send(wanted: WantedTransaction, signal?: AbortSignal): Promise<TransactionOutcome> {
    const { nonce } = await this.begin(wanted);
    const wait = this.#waits.get(nonce) ?? {};
    this.#waits.set(nonce, wait);
    await this.#advanceUntil(() => Promise.resolve(wait.settled !== undefined), signal);
    if (wait.settled?.error !== undefined) throw wait.settled.error;
    return wait.settled?.outcome ?? { hash: null, status: "abandoned", block: null };
  }

  /** Brings everything that a run before left under way to its end. Troubles and failures are told, not thrown. */
  async resume(signal?: AbortSignal): Promise<void> {
    await this.#advanceUntil(async () => (await this.#context.journal.unfinished()).length === 0, signal);
  }

  async #advanceUntil(isDone: () => Promise<boolean>, signal?: AbortSignal): Promise<void> {
    const { settings, tell } = this.#context;
    for (;;) {
      try {
        for (const { error, transaction } of await this.advance()) {
          if (error !== undefined) tell(error, transaction.purpose);
        }
      } catch (cause) {
        // Signed and written down: it is waited for until the endpoints answer again.
        if (!(cause instanceof RetryableError)) throw cause;
        tell(cause, undefined);
      }
      if (await isDone()) return;
      await setTimeout(settings.pollMs, undefined, signal && { signal }).catch((cause: unknown) => {
        throw new RetryableError("CHAIN_SENDER_STOPPED", "The program stops before its transactions are final.", {
          cause,
          hint: "They are written down, and go on at the next start.",
        });
      });
    }
  }

  async #start(transaction: JournalledTransaction): Promise<void> {
    const { chain, journal, tell } = this.#context;
    await journal.begin(transaction);
    const { trouble } = await broadcast(chain, transaction);
    if (trouble !== undefined) tell(trouble, transaction.purpose);
  }

  /** A nonce below the first of ours that nobody uses, as after a foreign transaction was dropped, holds all of ours up. */
  async #fillGap([first]: readonly JournalledTransaction[], { count, head }: Sight): Promise<void> {
    if (first === undefined || first.nonce <= count || !this.#pursuit.isLate(first, head)) return;
    await this.#start(await prepareFiller(this.#context, count));
  }
}

function adopted(transaction: JournalledTransaction, wanted: WantedTransaction): JournalledTransaction {
  if (transaction.to === wanted.to && transaction.data === wanted.data) return transaction;
  throw new InvariantError("CHAIN_PURPOSE_REUSED", `Another call is under way for "${wanted.purpose}".`, {
    context: { purpose: wanted.purpose, nonce: transaction.nonce },
  });
}
