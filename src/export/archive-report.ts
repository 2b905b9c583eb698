import { addDrift, createDrift, NameTally, type Drift } from "./name-tally.ts";
import type { BadElementReason } from "./json-splitter.ts";
import type { ConversationNotes, Repair } from "./normalise-conversation.ts";
import type { Conversation } from "./conversation.ts";

/** Why an element of the export gave no conversation. */
export type SkipReason = BadElementReason | "NOT_AN_OBJECT" | "NO_MAPPING" | "TOO_MANY_NODES" | "DUPLICATE_ID";

/** What one pass over an export found. Counts and technical names only: nothing a person wrote, no file names of theirs. */
export type ArchiveReport = {
  readonly container: "classic" | "sharded" | "slim" | "privacy-portal" | "bare-json";
  readonly conversations: number;
  /** Messages of all branches, hidden ones included. */
  readonly messages: number;
  readonly hiddenMessages: number;
  /** Messages by `message_locale`; odd or too many are summed under `other`. */
  readonly messageLocales: Readonly<Record<string, number>>;
  /** Elements left out, by reason. */
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  /** Irregularities that were put right, by kind. */
  readonly repaired: Readonly<Partial<Record<Repair, number>>>;
  /** Messages of content types unknown to this reader, by type; odd or too many names are summed under `other`. */
  readonly unknownContentTypes: Readonly<Record<string, number>>;
  /** Keys that no known export has, as `message.new_field`, with their number; odd or too many are summed under `other`. */
  readonly unknownKeys: Readonly<Record<string, number>>;
  /**
   * Values where one of a few is expected, as `role.developer`, `part.new_type` or `rating.love`, and known fields of
   * another shape, as `shape.text.parts`; odd or too many are summed under `other`.
   */
  readonly unknownValues: Readonly<Record<string, number>>;
  /** Conversation files that the manifest or the numbering names and the zip lacks, ascending. */
  readonly missingShards: readonly string[];
  readonly attachments: number;
  readonly unknownFiles: number;
  /** Unknown JSON files beside the conversations, by name, ascending: of a new version of the format, perhaps. */
  readonly unknownJson: readonly string[];
  /** Unpacked bytes of the conversation files. */
  readonly bytes: number;
};

/** What is known of the container before the first conversation. */
export type ContainerFacts = Pick<ArchiveReport, "missingShards" | "attachments" | "unknownFiles" | "unknownJson"> & {
  readonly kind: Exclude<ArchiveReport["container"], "slim">;
};

/** Languages beyond these are not counted, so that a file cannot fill the memory with invented ones. */
const MAX_LOCALES = 1000;

/** Counts while an export is read. */
export class ReportBuilder {
  readonly #facts: ContainerFacts;
  readonly #skipped = new Map<string, number>();
  readonly #repaired = new Map<string, number>();
  readonly #drift = createDrift();
  readonly #locales = new Map<string, number>();
  #conversations = 0;
  #messages = 0;
  #hiddenMessages = 0;
  #bytes = 0;
  #withChildren = 0;
  #withoutChildren = 0;

  /** `drift` is what was noticed before the first conversation, in the account's files. */
  constructor(facts: ContainerFacts, drift: Drift = createDrift()) {
    this.#facts = facts;
    addDrift(this.#drift, drift);
  }

  /** Adds unpacked bytes. */
  addBytes(bytes: number): void {
    this.#bytes += bytes;
  }

  /** Counts an element that gave no conversation. */
  skip(reason: SkipReason): void {
    increase(this.#skipped, reason, 1);
  }

  /** Counts a conversation with what was noticed while reading it. */
  add(conversation: Conversation, notes: ConversationNotes): void {
    this.#conversations += 1;
    this.#messages += conversation.messages.length;
    for (const message of conversation.messages) {
      if (message.hidden) this.#hiddenMessages += 1;
      if (message.locale !== null) this.#addLocale(message.locale);
    }
    for (const [repair, count] of Object.entries(notes.repairs)) if (count > 0) increase(this.#repaired, repair, count);
    addDrift(this.#drift, notes);
    if (notes.hasChildren === true) this.#withChildren += 1;
    if (notes.hasChildren === false) this.#withoutChildren += 1;
  }

  /** The most frequent `message_locale`, the alphabetically first among equals. */
  get locale(): string | null {
    let best: string | null = null;
    for (const [locale, count] of ordered(this.#locales)) {
      if (best === null || count > (this.#locales.get(best) ?? 0)) best = locale;
    }
    return best;
  }

  /** The counts so far. */
  build(): ArchiveReport {
    const { kind, missingShards, attachments, unknownFiles, unknownJson } = this.#facts;
    const isZip = kind === "classic" || kind === "sharded";
    const isSlim = isZip && this.#withChildren === 0 && this.#withoutChildren > 0;
    return {
      container: isSlim ? "slim" : kind,
      conversations: this.#conversations,
      messages: this.#messages,
      hiddenMessages: this.#hiddenMessages,
      messageLocales: this.#localeTally().toRecord(),
      skipped: Object.fromEntries(ordered(this.#skipped)),
      repaired: Object.fromEntries(ordered(this.#repaired)),
      unknownContentTypes: this.#drift.unknownContentTypes.toRecord(),
      unknownKeys: this.#drift.unknownKeys.toRecord(),
      unknownValues: this.#drift.unknownValues.toRecord(),
      missingShards,
      attachments,
      unknownFiles,
      unknownJson,
      bytes: this.#bytes,
    };
  }

  /** The most frequent first, so that rare ones are summed up when there are too many. */
  #localeTally(): NameTally {
    const tally = new NameTally();
    for (const [locale, count] of ordered(this.#locales).sort(([, a], [, b]) => b - a)) tally.add(locale, count);
    return tally;
  }

  #addLocale(locale: string): void {
    if (this.#locales.has(locale) || this.#locales.size < MAX_LOCALES) increase(this.#locales, locale, 1);
  }
}

function increase(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

function ordered(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}
