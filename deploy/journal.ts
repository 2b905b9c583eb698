import { existsSync, readFileSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { InvalidInputError } from "../src/primitives/errors.ts";
import { toAddress, toHex32, type Address, type Hex32 } from "../src/primitives/identifiers.ts";

/** What is read of Ignition's journal messages; each kind has only some of these fields. */
type Message = {
  readonly type: string;
  readonly futureId?: string;
  readonly nonce?: number;
  readonly from?: string;
  readonly networkInteraction?: Interaction;
  readonly transaction?: { readonly hash: string };
  readonly result?: { readonly type: string };
};

/** What a step asks of the chain; static calls have no value. */
type Interaction = { readonly to?: string; readonly data: string; readonly value?: { readonly value: string } };

/** A transaction of which the journal knows that it was about to be sent, but not whether it was. */
export type UncertainSend = {
  /** The id of its step. */
  readonly step: string;
  readonly from: Address;
  readonly nonce: number;
  /** Undefined when it creates a contract. */
  readonly to: Address | undefined;
  readonly data: string;
  readonly valueWei: bigint;
  /** Whether the journal knows of an unmined transaction with the number before: a node may have lost both. */
  readonly followsUnmined: boolean;
};

/** What Ignition's journal says about the steps of a deployment, by the id of the step. */
export type Journal = {
  /** Done for good. */
  readonly completed: ReadonlySet<string>;
  /** The last transaction sent for a step. */
  readonly sent: ReadonlyMap<string, Hex32>;
  /** The highest nonce of a transaction that was sent and is not known to be mined. */
  readonly lastUnmined: number | undefined;
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

function summarize(messages: readonly Message[]): Journal {
  const completed = new Set<string>();
  const sent = new Map<string, Hex32>();
  const prepared = new Map<string, Prepared>();
  const unmined = new Map<string, number>();
  const senders = new Map<string, string>();
  const asked = new Map<string, Interaction>();
  for (const { type, futureId = "", nonce, from, networkInteraction, transaction, result } of messages) {
    if (from !== undefined) senders.set(futureId, from);
    if (networkInteraction !== undefined) asked.set(futureId, networkInteraction);
    // A step that sends again, at a higher fee, has a transaction by which Ignition finds it.
    if (type === "TRANSACTION_PREPARE_SEND" && nonce !== undefined && !sent.has(futureId)) {
      prepared.set(futureId, { from: senders.get(futureId), nonce, asked: asked.get(futureId) });
    }
    if (transaction !== undefined) {
      prepared.delete(futureId);
      sent.set(futureId, toHex32(transaction.hash));
      unmined.set(futureId, nonce ?? -1);
    }
    if (type === "TRANSACTION_CONFIRM") unmined.delete(futureId);
    if (type.endsWith("_STATE_COMPLETE") && result?.type === "SUCCESS") completed.add(futureId);
    if (type === "WIPE_APPLY" || type === "ONCHAIN_INTERACTION_REPLACED_BY_USER") {
      for (const known of [completed, sent, prepared, unmined]) known.delete(futureId);
    }
  }
  const nonces = [...unmined.values()];
  const uncertain = [...prepared].map(([step, send]) => uncertainSend(step, send, nonces.includes(send.nonce - 1)));
  return {
    completed,
    sent,
    lastUnmined: nonces.length === 0 ? undefined : Math.max(...nonces),
    uncertain: uncertain.sort((a, b) => a.nonce - b.nonce),
  };
}

type Prepared = {
  readonly from: string | undefined;
  readonly nonce: number;
  readonly asked: Interaction | undefined;
};

function uncertainSend(step: string, { from, nonce, asked }: Prepared, followsUnmined: boolean): UncertainSend {
  return {
    step,
    from: toAddress(from ?? ""),
    nonce,
    to: asked?.to === undefined ? undefined : toAddress(asked.to),
    data: asked?.data ?? "",
    valueWei: BigInt(asked?.value?.value ?? 0),
    followsUnmined,
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
