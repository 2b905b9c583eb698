import type { OriginalConversation } from "../export/read-archive.ts";
import { InvalidInputError } from "../primitives/errors.ts";
import { createWordFinder } from "./find-words.ts";
import { foldWords } from "./fold-text.ts";
import { rewriteStrings } from "./rewrite-json.ts";
import { fieldKindOf } from "./text-fields.ts";

/** Which conversations to share. All conditions that are given must hold. */
export type SelectionRule = {
  /** Ids, or places in the export counted from 1, of the only ones to share; null for all. */
  readonly only: readonly string[] | null;
  /** Ids or places of those to leave out. */
  readonly except: readonly string[];
  /** Unix seconds: nothing in a conversation may be older; null for no bound. */
  readonly from: number | null;
  /** Unix seconds: nothing in a conversation may be as young or younger; null for no bound. */
  readonly before: number | null;
  /** A conversation may use no other models; null for any. */
  readonly models: readonly string[] | null;
  /** A conversation that contains one of these anywhere, in any letter case, is left out as a whole. */
  readonly without: readonly string[];
  /** Whether archived ones are shared like others, not at all, or alone. */
  readonly archived: "yes" | "no" | "only";
};

/** Shares everything. */
export const selectAll: SelectionRule = {
  only: null,
  except: [],
  from: null,
  before: null,
  models: null,
  without: [],
  archived: "yes",
};

/** Why a conversation is left out: the first of these that applies. */
export const leaveReasons = [
  "NOT_CHOSEN",
  "EXCEPTED",
  "ARCHIVED",
  "NOT_ARCHIVED",
  "NO_DATE",
  "OUTSIDE_DATES",
  "OTHER_MODEL",
  "KEYWORD",
] as const;

/** One of {@link leaveReasons}. */
export type LeaveReason = (typeof leaveReasons)[number];

/** Decides about the conversations of one export, one after another. */
export type Selector = {
  /** Why it is left out; null when it is shared. */
  readonly reasonAgainst: (original: OriginalConversation) => LeaveReason | null;
  /**
   * To be called after the last one: somebody who names a conversation that is not there may have meant another.
   *
   * @throws {InvalidInputError} `SHARING_UNKNOWN_CONVERSATION`.
   */
  readonly finish: () => void;
};

/**
 * Makes a selector for one pass over an export.
 *
 * @throws {InvalidInputError} `SHARING_BAD_WORD` for a keyword that nothing could contain.
 */
export function createSelector(rule: SelectionRule): Selector {
  const only = rule.only === null ? null : new NamedConversations(rule.only);
  const except = new NamedConversations(rule.except);
  const containsKeyword = createKeywordTest(rule.without);
  return {
    reasonAgainst: (original) => {
      // Both are asked, so that each knows which of its names were met.
      const [isChosen, isExcepted] = [only?.has(original) ?? true, except.has(original)];
      if (!isChosen) return "NOT_CHOSEN";
      if (isExcepted) return "EXCEPTED";
      const reason = archiveReason(original, rule) ?? dateReason(original, rule) ?? modelReason(original, rule);
      return reason ?? (containsKeyword(original) ? "KEYWORD" : null);
    },
    finish: () => {
      const missing = [...(only?.unmet() ?? []), ...except.unmet()];
      if (missing.length === 0) return;
      throw new InvalidInputError("SHARING_UNKNOWN_CONVERSATION", "Expected conversations that the export holds.", {
        context: { unknown: missing.length, first: missing[0] ?? "" },
        hint: "Name them by their ids, or by their places as `contribute prepare --list` counts them, from 1.",
      });
    },
  };
}

/** Conversations by id or place. */
class NamedConversations {
  readonly #unmet: Set<string>;
  readonly #names: ReadonlySet<string>;

  constructor(names: readonly string[]) {
    this.#names = new Set(names);
    this.#unmet = new Set(names);
  }

  has({ conversation, position }: OriginalConversation): boolean {
    const names = [conversation.id, String(position + 1)].filter((name) => this.#names.has(name));
    for (const name of names) this.#unmet.delete(name);
    return names.length > 0;
  }

  unmet(): string[] {
    return [...this.#unmet];
  }
}

function archiveReason({ isArchived }: OriginalConversation, { archived }: SelectionRule): LeaveReason | null {
  if (isArchived) return archived === "no" ? "ARCHIVED" : null;
  return archived === "only" ? "NOT_ARCHIVED" : null;
}

/** By all that has a time in it: what was added later may not be shared on the strength of an old beginning. */
function dateReason({ conversation }: OriginalConversation, { from, before }: SelectionRule): LeaveReason | null {
  if (from === null && before === null) return null;
  const times = [conversation.createdAt, ...conversation.messages.map(({ createdAt }) => createdAt)];
  const known = times.filter((time) => time !== null);
  if (known.length === 0) return "NO_DATE";
  const isInside = known.every((time) => time >= (from ?? 0) && time < (before ?? Number.POSITIVE_INFINITY));
  return isInside ? null : "OUTSIDE_DATES";
}

function modelReason({ conversation }: OriginalConversation, { models }: SelectionRule): LeaveReason | null {
  if (models === null) return null;
  const isOwn = conversation.models.length > 0 && conversation.models.every((model) => models.includes(model));
  return isOwn ? null : "OTHER_MODEL";
}

/** Looks into every text, the hidden ones and the title too. */
function createKeywordTest(keywords: readonly string[]): (original: OriginalConversation) => boolean {
  if (keywords.length === 0) return () => false;
  const find = createWordFinder(keywords, { isWhole: false });
  return ({ json }) => {
    let isFound = false;
    rewriteStrings(json, (text, place) => {
      if (!isFound && fieldKindOf(text, place) !== "structure") isFound = find(foldWords(text).text).length > 0;
      return text;
    });
    return isFound;
  };
}
