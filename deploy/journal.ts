import { appendFileSync, existsSync, readFileSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { InvalidInputError } from "../src/primitives/errors.ts";
import { toAddress, toHex32, type Address, type Hex32 } from "../src/primitives/identifiers.ts";

/** What is read of Ignition's journal messages; each kind has only some of these fields. */
type Message = {
  readonly type: string;
  readonly futureId?: string;
  readonly networkInteractionId?: number;
  readonly nonce?: number;
  readonly from?: string;
  readonly networkInteraction?: Interaction;
  readonly transaction?: { readonly hash: string };
  readonly result?: { readonly type: string };
};

/** What a step asks of the chain; static calls have no value. */
type Interaction = { readonly to?: string; readonly data: string; readonly value?: { readonly value: string } };

/** A transaction that was prepared for a step. */
export type PreparedSend = {
  /** The id of its step. */
  readonly step: string;
  /** Which of the step's questions to the chain it is. */
  readonly interaction: number;
  readonly from: Address;
  readonly nonce: number;
  /** Undefined when it creates a contract. */
  readonly to: Address | undefined;
  readonly data: string;
  readonly valueWei: bigint;
};

/** A transaction of which the journal knows that it was about to be sent, but not whether it was. */
export type UncertainSend = PreparedSend & {
  /** Whether the journal knows of an unmined transaction with the number before: a node may have lost both. */
  readonly followsUnmined: boolean;
};

/** A transaction that was sent, once or at several fees, and is not known to be mined. */
export type UnminedSend = PreparedSend & { readonly hashes: readonly Hex32[] };

/** What Ignition's journal says about the steps of a deployment, by the id of the step. */
export type Journal = {
  /** Done for good. */
  readonly completed: ReadonlySet<string>;
  /** The last transaction sent for a step. */
  readonly sent: ReadonlyMap<string, Hex32>;
  /** In the order of their nonces. */
  readonly unmined: readonly UnminedSend[];
  /** In the order of their nonces. */
  readonly uncertain: readonly UncertainSend[];
};

/**
 * Reads the journal of a deployment; undefined when there is none yet. Changes nothing.
 *
 * A last line that was cut off, as by a power failure, counts as not written: whatever it was about is found out again
 * from the chain. {@link dropTornLine} removes it.
 *
 * @throws {InvalidInputError} `DEPLOY_JOURNAL_UNREADABLE` when another line is not what Ignition wrote.
 */
export function readJournal(folder: string): Journal | undefined {
  const path = join(folder, "journal.jsonl");
  if (!existsSync(path)) return undefined;
  const lines = readFileSync(path, "utf8").split("\n");
  const messages: Message[] = [];
  for (const [index, line] of lines.entries()) {
    if (line === "") continue;
    const message = parseLine(line);
    if (message !== undefined) messages.push(message);
    else if (index < lines.length - 1) throw unreadable(path, index + 1);
  }
  return messages.length === 0 ? undefined : summarize(messages);
}

/** Cuts off a last line that was not written to its end. Says whether there was one. */
export function dropTornLine(folder: string): boolean {
  const path = join(folder, "journal.jsonl");
  if (!existsSync(path)) return false;
  const text = readFileSync(path);
  const lastBreak = text.lastIndexOf("\n");
  const last = text.subarray(lastBreak + 1).toString("utf8");
  if (last === "" || parseLine(last) !== undefined) return false;
  truncateSync(path, Math.max(lastBreak, 0));
  return true;
}

/** Writes down that a prepared transaction was sent with this hash, as Ignition does. */
export function recordSent(
  folder: string,
  send: PreparedSend,
  hash: Hex32,
  fees: Readonly<Record<string, bigint>>,
): void {
  const message = {
    futureId: send.step,
    networkInteractionId: send.interaction,
    nonce: send.nonce,
    transaction: {
      fees: Object.fromEntries(
        Object.entries(fees).map(([name, fee]) => [name, { _kind: "bigint", value: fee.toString() }]),
      ),
      hash,
    },
    type: "TRANSACTION_SEND",
  };
  appendFileSync(join(folder, "journal.jsonl"), `\n${JSON.stringify(message)}`, { flush: true });
}

function summarize(messages: readonly Message[]): Journal {
  const completed = new Set<string>();
  const sent = new Map<string, Hex32>();
  const prepared = new Map<string, PreparedSend>();
  const unmined = new Map<string, UnminedSend>();
  const senders = new Map<string, string>();
  const asked = new Map<string, Interaction>();
  for (const message of messages) {
    const { type, futureId = "", from, networkInteraction, transaction, result } = message;
    if (from !== undefined) senders.set(futureId, from);
    if (networkInteraction !== undefined) asked.set(futureId, networkInteraction);
    if (type === "TRANSACTION_PREPARE_SEND") {
      prepared.set(futureId, preparedSend(message, senders.get(futureId), asked.get(futureId)));
    }
    if (transaction !== undefined) {
      const hash = toHex32(transaction.hash);
      const send = prepared.get(futureId) ?? preparedSend(message, senders.get(futureId), asked.get(futureId));
      sent.set(futureId, hash);
      unmined.set(futureId, { ...send, hashes: [...(unmined.get(futureId)?.hashes ?? []), hash] });
    }
    if (type === "TRANSACTION_CONFIRM") unmined.delete(futureId);
    if (type.endsWith("_STATE_COMPLETE") && result?.type === "SUCCESS") completed.add(futureId);
    if (type === "WIPE_APPLY" || type === "ONCHAIN_INTERACTION_REPLACED_BY_USER") {
      for (const known of [completed, sent, prepared, unmined]) known.delete(futureId);
    }
  }
  const waiting = [...unmined.values()].sort((a, b) => a.nonce - b.nonce);
  const isUnmined = (nonce: number) => waiting.some((send) => send.nonce === nonce);
  // A step that sends again, at a higher fee, has a transaction by which it is found.
  const uncertain = [...prepared.values()].filter(({ step }) => !sent.has(step)).sort((a, b) => a.nonce - b.nonce);
  return {
    completed,
    sent,
    unmined: waiting,
    uncertain: uncertain.map((send) => ({ ...send, followsUnmined: isUnmined(send.nonce - 1) })),
  };
}

function preparedSend(message: Message, from: string | undefined, asked: Interaction | undefined): PreparedSend {
  return {
    step: message.futureId ?? "",
    interaction: message.networkInteractionId ?? 0,
    from: toAddress(from ?? ""),
    nonce: message.nonce ?? 0,
    to: asked?.to === undefined ? undefined : toAddress(asked.to),
    data: asked?.data ?? "",
    valueWei: BigInt(asked?.value?.value ?? 0),
  };
}

function parseLine(line: string): Message | undefined {
  try {
    const message = JSON.parse(line) as Message | null;
    return typeof message?.type === "string" ? message : undefined;
  } catch {
    return undefined;
  }
}

function unreadable(path: string, line: number): InvalidInputError {
  return new InvalidInputError(
    "DEPLOY_JOURNAL_UNREADABLE",
    `Expected a message of Hardhat Ignition in line ${line} of ${path}, got something else.`,
    { hint: "Restore the file from a copy; deploy/README.md says how to go on without one." },
  );
}
