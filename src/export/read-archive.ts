import { InvariantError } from "../primitives/errors.ts";
import { isAccountAddress, readAccountMetadata, readManifest, type AccountMetadata } from "./account-metadata.ts";
import { defaultLimits, type ArchiveLimits } from "./archive-limits.ts";
import { ReportBuilder, type ArchiveReport, type ContainerFacts } from "./archive-report.ts";
import { createDrift, type Drift } from "./name-tally.ts";
import { openContainer, type Container } from "./container.ts";
import { exportError } from "./export-error.ts";
import { CONVERSATION_FILE, MAX_NAMED, shardNumber } from "./export-folder.ts";
import { RATIO_FREE_BYTES } from "./open-entry.ts";
import { splitJson, type JsonElement } from "./json-splitter.ts";
import { normaliseConversation } from "./normalise-conversation.ts";
import { property } from "./raw-json.ts";
import type { Conversation } from "./conversation.ts";

/** An export opened for reading. */
export type Archive = {
  /** The account's files, read on opening; `locale` may be completed by a full pass over the conversations. */
  readonly account: AccountMetadata;
  /**
   * Streams the conversations in the order of the export; each `for await` is a pass of its own. A pass that ends
   * without error has verified every byte it read.
   *
   * Rejects with `EXPORT_EMPTY`, `EXPORT_WRONG_JSON` or `EXPORT_NO_MESSAGES` when the pass finds nothing, and with any
   * other `EXPORT_*` code when the file is damaged.
   */
  readonly conversations: AsyncIterable<Conversation>;
  /**
   * The same conversations, each with the text of its file: for what writes an export out of this one. A pass like any
   * other; more memory is needed, for that text.
   */
  readonly originals: AsyncIterable<OriginalConversation>;
  /** Unpacked bytes of one pass, as the archive declares them: for a progress bar, nothing to rely on. */
  readonly declaredBytes: number;
  /**
   * What the last whole pass found.
   *
   * @throws {InvariantError} `EXPORT_NOT_READ_YET` before a pass has ended.
   */
  readonly report: () => ArchiveReport;
  /** The mail beside the export as it was saved; null without one. It names a person: for a proof, never for a log. */
  readonly mail: Blob | null;
  /** Whether the account in `user.json` has this e-mail address (in lower case); which one it has is not told. */
  readonly isAccountAddress: (address: string) => Promise<boolean>;
};

/** A conversation and what it was read from. */
export type OriginalConversation = {
  readonly conversation: Conversation;
  /** Its JSON as it stands in the file. */
  readonly json: string;
  /** Place in the export, from 0; elements that are no conversations have one too. */
  readonly position: number;
  readonly isArchived: boolean;
};

/** How to read an export. */
export type ReadOptions = {
  /** Bounds that differ from {@link defaultLimits}: those of another ruleset, for validators refuse what exceeds theirs. */
  readonly limits?: Partial<ArchiveLimits>;
  /** Is told of each piece of a pass as it is unpacked. */
  readonly onBytes?: (bytes: number) => void;
};

/**
 * Opens a ChatGPT export: the zip as downloaded (any era since 2023, also re-zipped or from the Privacy Portal), or a
 * bare `conversations.json`. In Node `fs.openAsBlob` makes the Blob without reading the file.
 *
 * Irregular conversations are read as far as possible, counted and never fatal; only the container can fail.
 *
 * @throws {InvalidInputError} a code of {@link ExportErrorCode}; `hint` says what to do, `context` holds no private data.
 * @throws {RetryableError} `EXPORT_SOURCE_UNREADABLE` when the file behind the Blob changed or is gone.
 */
export async function readArchive(source: Blob, options: ReadOptions = {}): Promise<Archive> {
  const limits = withTotalRatio({ ...defaultLimits, ...options.limits }, source.size);
  const container = await openContainer(source, limits);
  const budget = { remainingBytes: limits.totalBytes };
  const drift = createDrift();
  const account = await readAccountMetadata(container.metadataFiles, limits, budget, drift);
  const manifest = await readManifest(container.manifest, limits, budget);
  const missingShards = findMissing(container, manifest.conversationFiles);
  return new OpenArchive({ container, account, drift, missingShards, limits, onBytes: options.onBytes ?? ignore });
}

/** The ratio holds for the export as a whole too: each entry's first MiB is free, and there may be thousands of entries. */
function withTotalRatio(limits: ArchiveLimits, packedBytes: number): ArchiveLimits {
  return { ...limits, totalBytes: Math.min(limits.totalBytes, limits.ratio * packedBytes + RATIO_FREE_BYTES) };
}

function findMissing(container: Container, listed: readonly string[]): string[] {
  const present = new Set(container.conversationFiles.map((file) => shardNumber(file.name)));
  const names = listed
    .map((name) => name.slice(name.lastIndexOf("/") + 1))
    .filter((name) => CONVERSATION_FILE.test(name));
  // By number: `conversations-0.json` and `conversations-000.json` are the same one.
  const missing = new Map([...container.missingShards, ...names].map((name) => [shardNumber(name), name]));
  for (const number of present) missing.delete(number);
  return [...missing.values()].sort().slice(0, MAX_NAMED);
}

const ignore = (): void => undefined;

/** What a pass needs. */
type Opened = {
  readonly container: Container;
  readonly account: AccountMetadata;
  /** Of the account's files. */
  readonly drift: Drift;
  readonly missingShards: readonly string[];
  readonly limits: ArchiveLimits;
  readonly onBytes: (bytes: number) => void;
};

class OpenArchive implements Archive {
  readonly conversations: AsyncIterable<Conversation> = { [Symbol.asyncIterator]: () => this.#conversations() };
  readonly originals: AsyncIterable<OriginalConversation> = { [Symbol.asyncIterator]: () => this.#pass(true) };
  readonly declaredBytes: number;
  readonly #opened: Opened;
  readonly #facts: ContainerFacts;
  #finished: ReportBuilder | null = null;

  constructor(opened: Opened) {
    const { kind, attachments, unknownFiles, unknownJson, conversationFiles } = opened.container;
    this.#opened = opened;
    this.#facts = { kind, missingShards: opened.missingShards, attachments, unknownFiles, unknownJson };
    this.declaredBytes = conversationFiles.reduce((sum, { declaredBytes }) => sum + declaredBytes, 0);
  }

  get account(): AccountMetadata {
    const { account } = this.#opened;
    const fromMessages = this.#finished?.locale ?? null;
    if (account.locale !== null || fromMessages === null) return account;
    return { ...account, locale: fromMessages, localeSource: "messages" };
  }

  get mail(): Blob | null {
    return this.#opened.container.mail;
  }

  readonly isAccountAddress = (address: string): Promise<boolean> => {
    const { container, limits } = this.#opened;
    return isAccountAddress(address, container.metadataFiles, limits);
  };

  readonly report = (): ArchiveReport => {
    if (this.#finished === null) {
      throw new InvariantError("EXPORT_NOT_READ_YET", "The report exists once all conversations have been read.");
    }
    return this.#finished.build();
  };

  async *#conversations(): AsyncGenerator<Conversation, void, undefined> {
    for await (const { conversation } of this.#pass(false)) yield conversation;
  }

  async *#pass(keepsText: boolean): AsyncGenerator<OriginalConversation, void, undefined> {
    const { container, drift, limits, onBytes } = this.#opened;
    const report = new ReportBuilder(this.#facts, drift);
    const budget = { remainingBytes: limits.totalBytes };
    const seen = new Set<string>();
    let position = 0;
    const count = (bytes: number): void => {
      report.addBytes(bytes);
      onBytes(bytes);
    };
    for (const file of container.conversationFiles) {
      const chunks = counted(file.open(budget), count);
      for await (const element of elementsOf(chunks, { limits, position, keepsText })) {
        const conversation = readElement(element, position, { seen, report, limits });
        if (conversation !== null && element.kind === "value") {
          const isArchived = property(element.value, "is_archived") === true;
          yield { conversation, json: element.text ?? "", position, isArchived };
        }
        position += 1;
      }
    }
    assertUseful(report.build(), position);
    this.#finished = report;
  }
}

type ElementOptions = { readonly limits: ArchiveLimits; readonly position: number; readonly keepsText: boolean };

/**
 * The elements of one conversation file, of which `position` came before it.
 *
 * When it fails, the rest of the file is unpacked first: damage of the zip explains why its JSON is none, and how much of
 * a damaged entry comes out before the damage shows depends on the platform, but the reason given must not.
 */
async function* elementsOf(
  chunks: AsyncGenerator<Uint8Array, void, undefined>,
  { limits, position, keepsText }: ElementOptions,
): AsyncGenerator<JsonElement, void, undefined> {
  // Without a `return`, so that the splitter leaves the rest of the file to us.
  const source = { [Symbol.asyncIterator]: () => ({ next: () => chunks.next() }) };
  let left = limits.elements - position;
  try {
    for await (const element of splitJson(source, limits, keepsText)) {
      if (left-- === 0) throw exportError("EXPORT_TOO_MANY_ELEMENTS", { limit: limits.elements });
      yield element;
    }
  } catch (error) {
    for (let rest = await chunks.next(); rest.done !== true;) rest = await chunks.next();
    throw error;
  } finally {
    await chunks.return();
  }
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  count: (bytes: number) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of chunks) {
    count(chunk.length);
    yield chunk;
  }
}

type Pass = { readonly seen: Set<string>; readonly report: ReportBuilder; readonly limits: ArchiveLimits };

function readElement(element: JsonElement, position: number, { seen, report, limits }: Pass): Conversation | null {
  const read =
    element.kind === "value"
      ? normaliseConversation(element.value, position, limits.conversationNodes)
      : ({ kind: "skipped", reason: element.reason } as const);
  if (read.kind === "skipped") {
    report.skip(read.reason);
    return null;
  }
  const { conversation, notes } = read;
  // The first wins: shards may repeat a conversation, and a second one of the same id must not be paid again.
  if (seen.has(conversation.id)) {
    report.skip("DUPLICATE_ID");
    return null;
  }
  seen.add(conversation.id);
  report.add(conversation, notes);
  return conversation;
}

function assertUseful(report: ArchiveReport, elements: number): void {
  if (report.conversations === 0)
    throw exportError(elements === 0 ? "EXPORT_EMPTY" : "EXPORT_WRONG_JSON", { elements });
  if (report.messages === report.hiddenMessages) {
    throw exportError("EXPORT_NO_MESSAGES", { conversations: report.conversations });
  }
}
