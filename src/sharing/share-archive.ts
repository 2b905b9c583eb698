import { packZip, type FileToPack } from "../export/pack-zip.ts";
import type { Archive } from "../export/read-archive.ts";
import type { RemovalKind } from "../export/removal-marks.ts";
import { streamFrom } from "../primitives/byte-stream.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import { writeAccountFiles } from "./account-files.ts";
import { createConversationRedactor } from "./redact-conversation.ts";
import type { Removal } from "./redact-text.ts";
import { createSelector, type LeaveReason } from "./selection.ts";
import type { SharingPlan } from "./sharing-plan.ts";

/** What was shared and what was not. Counts only, but for the examples, which are for the owner's eyes. */
export type SharingReport = {
  /** Conversations in the new export. */
  readonly kept: number;
  readonly leftOut: Readonly<Partial<Record<LeaveReason, number>>>;
  readonly removed: Readonly<Partial<Record<RemovalKind, number>>>;
  /** Some of what was removed, each once, as it stood there. */
  readonly examples: Readonly<Partial<Record<RemovalKind, readonly string[]>>>;
};

/** How to share an export beside the plan. */
export type ShareOptions = {
  /** The account's own e-mail address, if it is to stay in `user.json`. */
  readonly email?: string | null;
  /** How many examples of each kind to remember; none by default. */
  readonly examples?: number;
};

/** An export as its owner shares it: a stream to read once, and what became of everything when it has ended. */
export type SharedArchive = {
  readonly zip: ReadableStream<Uint8Array>;
  /** What was done so far; whole when {@link zip} has ended. */
  readonly report: () => SharingReport;
};

const CONVERSATIONS = "conversations.json";
const MOST_EXAMPLE = 200;

/**
 * Writes a new export out of `archive`: the chosen conversations as they stand there, without what the plan removes, and
 * of the account what the plan tells. One conversation is in memory at a time. Nothing else of the old export is written:
 * no pictures, sound, pages, shared links or files.
 *
 * The stream fails with `SHARING_NOTHING_LEFT` when no conversation is shared, `SHARING_UNKNOWN_CONVERSATION` when the plan
 * names one that is not there, and with what reading throws.
 *
 * @throws {InvalidInputError} `SHARING_BAD_WORD`, and `SHARING_OTHER_ADDRESS` when `email` is not the account's.
 */
export async function shareArchive(
  archive: Archive,
  plan: SharingPlan,
  { email = null, examples = 0 }: ShareOptions = {},
): Promise<SharedArchive> {
  if (email !== null && !(await archive.isAccountAddress(email.toLowerCase()))) {
    throw new InvalidInputError("SHARING_OTHER_ADDRESS", "Expected the e-mail address that the export's account has.", {
      hint: "Give the address that you use ChatGPT with, or leave it out: it is needed for a proof by mail only.",
    });
  }
  const tally = new Tally(examples);
  const files = filesOf(archive, plan, email, tally);
  return { zip: streamFrom(packZip(files)), report: () => tally.report() };
}

/** The files of the new export; those of the account are known when the conversations have been written. */
function* filesOf(
  archive: Archive,
  plan: SharingPlan,
  email: string | null,
  tally: Tally,
): Generator<FileToPack, void, undefined> {
  const sharedIds = new Set<string>();
  yield toFile(CONVERSATIONS, writeConversations(archive, plan, sharedIds, tally));
  const account = writeAccountFiles({ account: archive.account, parts: plan.account, email, sharedIds });
  for (const { name, json } of account) yield toFile(name, [json]);
}

function toFile(name: string, texts: AsyncIterable<string> | Iterable<string>): FileToPack {
  return { name, isStored: false, content: encode(texts) };
}

async function* encode(texts: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  for await (const text of texts) yield encoder.encode(text);
}

async function* writeConversations(
  archive: Archive,
  { selection, redaction }: SharingPlan,
  sharedIds: Set<string>,
  tally: Tally,
): AsyncGenerator<string, void, undefined> {
  const selector = createSelector(selection);
  const redact = createConversationRedactor(redaction);
  for await (const original of archive.originals) {
    const reason = selector.reasonAgainst(original);
    if (reason !== null) {
      tally.leaveOut(reason);
      continue;
    }
    const { json, removals } = redact(original.json);
    yield sharedIds.size === 0 ? "[" : ", ";
    yield json;
    sharedIds.add(original.conversation.id);
    tally.keep(removals);
  }
  selector.finish();
  if (sharedIds.size === 0) {
    throw new InvalidInputError("SHARING_NOTHING_LEFT", "Expected at least one conversation to share.", {
      hint: "The plan leaves out all of them. Nothing was written.",
    });
  }
  yield "]";
}

class Tally {
  readonly #mostExamples: number;
  readonly #leftOut: Partial<Record<LeaveReason, number>> = {};
  readonly #removed: Partial<Record<RemovalKind, number>> = {};
  readonly #examples = new Map<RemovalKind, Set<string>>();
  #kept = 0;

  constructor(mostExamples: number) {
    this.#mostExamples = mostExamples;
  }

  leaveOut(reason: LeaveReason): void {
    this.#leftOut[reason] = (this.#leftOut[reason] ?? 0) + 1;
  }

  keep(removals: readonly Removal[]): void {
    this.#kept += 1;
    for (const { kind, text } of removals) {
      this.#removed[kind] = (this.#removed[kind] ?? 0) + 1;
      const examples = this.#examples.get(kind) ?? new Set();
      if (examples.size < this.#mostExamples) this.#examples.set(kind, examples.add(copyOf(text)));
    }
  }

  report(): SharingReport {
    const examples = Object.fromEntries([...this.#examples].map(([kind, texts]) => [kind, [...texts]]));
    return { kept: this.#kept, leftOut: { ...this.#leftOut }, removed: { ...this.#removed }, examples };
  }
}

/** The beginning of a text as a string of its own: a slice would keep the whole conversation in memory. */
function copyOf(text: string): string {
  return JSON.parse(JSON.stringify(text.slice(0, MOST_EXAMPLE))) as string;
}
